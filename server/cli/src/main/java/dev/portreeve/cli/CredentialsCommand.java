package dev.portreeve.cli;

import dev.portreeve.sidecar.access.CredentialEditor;
import dev.portreeve.sidecar.access.CredentialFile;
import dev.portreeve.sidecar.access.SecretHash;
import dev.portreeve.source.directory.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portreeve credentials}: who may ask a server that serves with {@code --credentials}. */
@Command(
    name = "credentials",
    mixinStandardHelpOptions = true,
    description = "Adds, lists and revokes who may ask a server.")
final class CredentialsCommand {
  private static final int SECRET_BYTES = 32;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** How a credential is proved; an API key unless told otherwise. */
  private static final class Proof {
    @Option(names = "--password", description = "A password for HTTP's basic scheme.")
    private boolean password;

    @Option(
        names = "--certificate",
        paramLabel = "NAME",
        description = "An alternative name of the client's certificate: spiffe://example/orders.")
    private Optional<String> certificate = Optional.empty();

    @Option(
        names = "--uid",
        paramLabel = "NUMBER",
        description = "The user of a process that asks over a unix socket.")
    private Optional<Integer> uid = Optional.empty();
  }

  @Command(
      description = "Adds a credential and prints its secret, once.",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--file", required = true, paramLabel = "FILE", description = "The file.")
          Path file,
      @ArgGroup(exclusive = true) @Nullable Proof given,
      @Option(
              names = "--scope",
              split = ",",
              defaultValue = "check",
              description =
                  "check, fulfil, explain, search, admin, secrets, metrics. Default: check.")
          List<String> scopes,
      @Option(names = "--tenant", split = ",", description = "The only teams it may ask about.")
          @Nullable List<String> tenants,
      @Option(
              names = "--action",
              split = ",",
              description = "The only actions it may ask about: collection.*")
          @Nullable List<String> actions,
      @Option(
              names = "--subject",
              paramLabel = "TYPE:ID",
              description = "The only subject it may ask about.")
          @Nullable String subject,
      @Option(
              names = "--directory-facts",
              description = "What it says about a subject never counts, only what team files say.")
          boolean directory)
      throws IOException {
    CredentialEditor editor = read(file);
    if (editor.holds(id)) {
      return refuse("there is a credential `" + id + "` already: revoke it first");
    }
    Proof proof = given == null ? new Proof() : given;
    String secret = secret();
    List<String> members = new ArrayList<>();
    members.add("id: " + id);
    members.add(proof(proof, secret));
    members.add("scopes: [" + String.join(", ", scopes) + "]");
    list(members, "tenants", tenants);
    list(members, "actions", actions);
    if (subject != null) {
      int colon = subject.indexOf(':');
      members.add("subjects: self");
      members.add(
          "subject: {type: "
              + quoted(subject.substring(0, Math.max(colon, 0)))
              + ", id: "
              + quoted(subject.substring(colon + 1))
              + "}");
    }
    if (directory) {
      members.add("facts: directory");
    }
    int status = write(file, editor.add(String.join(", ", members)));
    if (status == Exit.OK && proof.certificate.isEmpty() && proof.uid.isEmpty()) {
      spec.commandLine().getOut().println(proof.password ? secret : id + "." + secret);
    }
    return status;
  }

  @Command(description = "Lists the credentials, without secrets.", mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--file", required = true, paramLabel = "FILE", description = "The file.")
          Path file)
      throws IOException {
    read(file).list().forEach(line -> spec.commandLine().getOut().println(line));
    return Exit.OK;
  }

  @Command(
      description = "Removes a credential; servers refuse it within a second.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--file", required = true, paramLabel = "FILE", description = "The file.")
          Path file)
      throws IOException {
    try {
      return write(file, read(file).remove(id));
    } catch (IllegalArgumentException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  private static CredentialEditor read(Path file) throws IOException {
    return new CredentialEditor(Files.exists(file) ? Files.readString(file) : "");
  }

  private static String proof(Proof proof, String secret) {
    if (proof.certificate.isPresent()) {
      return "certificate: " + quoted(proof.certificate.get());
    }
    if (proof.uid.isPresent()) {
      return "uid: " + proof.uid.get();
    }
    return (proof.password ? "password: " : "key: ") + quoted(SecretHash.of(secret).toString());
  }

  private static void list(List<String> members, String name, @Nullable List<String> values) {
    if (values != null && !values.isEmpty()) {
      List<String> quoted = values.stream().map(CredentialsCommand::quoted).toList();
      members.add(name + ": [" + String.join(", ", quoted) + "]");
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Writes the file at once or not at all, for its owner alone; a broken one is never written. */
  private int write(Path file, String text) throws IOException {
    List<String> problems = CredentialFile.problems(file.toString(), text);
    if (!problems.isEmpty()) {
      return refuse(problems.get(0));
    }
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), ".credentials");
    return Exit.OK;
  }

  private int refuse(String problem) {
    spec.commandLine().getErr().println("portreeve: " + problem);
    return Exit.USAGE;
  }
}
