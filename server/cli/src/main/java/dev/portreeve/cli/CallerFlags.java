package dev.portreeve.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * The credential that a command shows to a server. Secrets come from files or the environment: what
 * stands on a command line is read by every user of the machine, and stays in the shell's history.
 */
final class CallerFlags {
  static final String KEY = "PORTREEVE_CALLER_KEY";
  static final String TOKEN = "PORTREEVE_CALLER_TOKEN";
  static final String PASSWORD = "PORTREEVE_CALLER_PASSWORD";

  /** What the server takes at most, in bytes. */
  private static final int LONGEST = 8 << 10;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "Show the API key in this file. Default: " + KEY + ".")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Show the JSON Web Token in this file. Default: " + TOKEN + ".")
  private Optional<Path> token = Optional.empty();

  @Option(names = "--user", paramLabel = "NAME", description = "Show this name and a password.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "With --user, the file of its password. Default: " + PASSWORD + ".")
  private Optional<Path> password = Optional.empty();

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Speak TLS with a server of these CAs, in PEM. Default: those of the JDK.")
  private Optional<Path> ca = Optional.empty();

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Show this client certificate, in PEM, with --tls-key.")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The private key of that certificate, in PEM.")
  private Optional<Path> certificateKey = Optional.empty();

  /** Says what is wrong with the flags, in a line. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String problem) {
      super(problem);
    }
  }

  /** The header that shows a secret, name and value; empty where there is none. */
  Map<String, String> header(Map<String, String> environment) throws Unfit {
    if (password.isPresent() && user.isEmpty()) {
      throw new Unfit("--password-file goes with --user");
    }
    List<String> named = new ArrayList<>();
    key.ifPresent(file -> named.add("--key-file"));
    token.ifPresent(file -> named.add("--token-file"));
    user.ifPresent(name -> named.add("--user"));
    if (named.isEmpty()) {
      Stream.of(KEY, TOKEN)
          .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
          .forEach(named::add);
    }
    if (named.size() > 1) {
      throw new Unfit("one credential is shown, not " + String.join(" and ", named));
    }
    return named.isEmpty() ? Map.of() : header(named.get(0), environment);
  }

  private Map<String, String> header(String way, Map<String, String> environment) throws Unfit {
    return switch (way) {
      case "--key-file", KEY -> Map.of("x-portreeve-key", secret(key, KEY, environment));
      case "--token-file", TOKEN ->
          Map.of("authorization", "Bearer " + secret(token, TOKEN, environment));
      default -> {
        String pair = user.orElse("") + ":" + secret(password, PASSWORD, environment);
        yield Map.of(
            "authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
      }
    };
  }

  private static String secret(
      Optional<Path> file, String variable, Map<String, String> environment) throws Unfit {
    String where = file.map(path -> "`" + path + "`").orElse(variable);
    String text =
        file.isPresent() ? read(file.get()) : environment.getOrDefault(variable, "").strip();
    if (text.isEmpty()) {
      throw new Unfit(where + " holds no secret");
    }
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw new Unfit(where + " must hold one secret, in one line");
    }
    return text;
  }

  private static String read(Path file) throws Unfit {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(2 * LONGEST), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new Unfit("`" + file + "` cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** Whether TLS is asked for. */
  boolean tls() {
    return ca.isPresent() || certificate.isPresent() || certificateKey.isPresent();
  }

  /** What to trust and to show in TLS. */
  AskedServer.Tls certificates() throws Unfit {
    if (certificate.isPresent() != certificateKey.isPresent()) {
      throw new Unfit("--tls-cert and --tls-key go together");
    }
    for (Optional<Path> file : List.of(ca, certificate, certificateKey)) {
      if (file.isPresent() && !Files.isReadable(file.get())) {
        throw new Unfit("`" + file.get() + "` cannot be read");
      }
    }
    return new AskedServer.Tls(ca, certificate, certificateKey);
  }
}
