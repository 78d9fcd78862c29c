package dev.portreeve.sidecar.access;

import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the file of credentials. Its problems never show the lines they speak of. */
public final class CredentialFile {
  /** The longest file, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final List<String> PROOFS = List.of("key", "password", "certificate", "uid");
  private static final List<String> KEYS =
      List.of(
          "id",
          "description",
          "key",
          "password",
          "certificate",
          "uid",
          "scopes",
          "tenants",
          "actions",
          "subjects",
          "subject",
          "facts");

  private final NodeReader reader;
  private final Map<String, Credential> read = new LinkedHashMap<>();

  private CredentialFile(NodeReader reader) {
    this.reader = reader;
  }

  /** The credentials by id, in the order written; after a problem they are not complete. */
  static Map<String, Credential> read(String name, String text, List<Diagnostic> problems) {
    SourceFile file = new SourceFile(name, text);
    CredentialFile reading = new CredentialFile(new NodeReader(file, problems).withholding());
    YamlReader.read(file, MAX_BYTES, problems).ifPresent(reading::file);
    return reading.read;
  }

  /** What is wrong with such a file, a line for each problem. */
  public static List<String> problems(String name, String text) {
    List<Diagnostic> problems = new ArrayList<>();
    read(name, text, problems);
    return problems.stream().sorted(Diagnostic.ORDER).map(Diagnostic::headline).toList();
  }

  /** Whether an id may stand in a file of credentials. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private void file(YamlNode root) {
    YamlNode.Mapping top = reader.mapping(root, "the file");
    reader.expectOnly(top, List.of("credentials"));
    for (YamlNode item : reader.sequence(top, "credentials")) {
      credential(reader.mapping(item, "a credential"));
    }
  }

  private void credential(YamlNode.Mapping node) {
    reader.expectOnly(node, KEYS);
    Optional<String> id = reader.string(node, "id");
    if (id.isEmpty() || !isId(id.get())) {
      reader.problem(node.position(), "a credential needs an `id`: letters, digits, `-` and `_`");
      return;
    }
    if (read.containsKey(id.get())) {
      reader.problem(node.locate("id"), "the id `" + id.get() + "` stands here twice");
    }
    Optional<Credential.Proof> proof = proof(node);
    Caller caller = new Caller(id.get(), scopes(node), limits(node));
    proof.ifPresent(good -> refuseSecond(good, node, id.get()));
    proof.ifPresent(good -> read.put(id.get(), new Credential(good, caller)));
  }

  /** Who proves himself by a name or a user is one caller, and the file must say which. */
  private void refuseSecond(Credential.Proof proof, YamlNode.Mapping node, String id) {
    if (proof instanceof Credential.Proof.Certificate || proof instanceof Credential.Proof.Uid) {
      String key = proof instanceof Credential.Proof.Uid ? "uid" : "certificate";
      for (Map.Entry<String, Credential> other : read.entrySet()) {
        if (other.getValue().proof().equals(proof) && !other.getKey().equals(id)) {
          reader.problem(
              node.locate(key),
              "this `" + key + "` is also that of `" + other.getKey() + "`",
              "one caller is one entry: give one of them all the `scopes`");
        }
      }
    }
  }

  private Optional<Credential.Proof> proof(YamlNode.Mapping node) {
    List<String> given = PROOFS.stream().filter(each -> node.find(each).isPresent()).toList();
    if (given.size() != 1) {
      reader.problem(node.position(), "a credential has one of " + String.join(", ", PROOFS));
      return Optional.empty();
    }
    return switch (given.get(0)) {
      case "key" -> hash(node, "key").map(Credential.Proof.Key::new);
      case "password" -> hash(node, "password").map(Credential.Proof.Password::new);
      case "certificate" ->
          reader
              .string(node, "certificate")
              .filter(name -> isName(name, node))
              .map(Credential.Proof.Certificate::new);
      default -> uid(node);
    };
  }

  private boolean isName(String name, YamlNode.Mapping node) {
    int star = name.indexOf('*');
    boolean good = name.length() > 1 && (star < 0 || star == name.length() - 1);
    if (!good) {
      reader.problem(
          node.locate("certificate"), "a name has a star at its end or none, and more than that");
    }
    return good;
  }

  private Optional<SecretHash> hash(YamlNode.Mapping node, String key) {
    Optional<SecretHash> hash = reader.string(node, key).flatMap(SecretHash::parse);
    if (hash.isEmpty()) {
      reader.problem(
          node.locate(key), "`" + key + "` must be a hash that `portreeve credentials add` makes");
    }
    return hash;
  }

  private Optional<Credential.Proof> uid(YamlNode.Mapping node) {
    YamlNode value = node.find("uid").orElse(node);
    if (value instanceof YamlNode.Scalar scalar
        && scalar.raw() instanceof Long uid
        && uid >= 0
        && uid <= Integer.MAX_VALUE) {
      return Optional.of(new Credential.Proof.Uid(uid.intValue()));
    }
    reader.problem(value.position(), "`uid` must be the number of a user");
    return Optional.empty();
  }

  private Set<Scope> scopes(YamlNode.Mapping node) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String name : reader.strings(node, "scopes")) {
      Optional<Scope> scope = Scope.of(name);
      scope.ifPresent(scopes::add);
      if (scope.isEmpty()) {
        reader.problem(
            node.locate("scopes"),
            "scopes are check, fulfil, explain, search, admin, secrets and metrics");
      }
    }
    if (scopes.isEmpty()) {
      reader.problem(node.position(), "a credential needs `scopes`", "write `scopes: [check]`");
    }
    return scopes;
  }

  private CallerLimits limits(YamlNode.Mapping node) {
    Optional<CallerLimits.Subject> subject = Optional.empty();
    Optional<String> subjects = reader.string(node, "subjects");
    if (subjects.isPresent() || node.find("subject").isPresent()) {
      subject = subject(node, subjects.orElse(""));
    }
    Optional<String> facts = reader.string(node, "facts");
    if (facts.isPresent() && !facts.get().equals("directory") && !facts.get().equals("request")) {
      reader.problem(node.locate("facts"), "`facts` must be `directory` or `request`");
    }
    Set<String> tenants = new HashSet<>(reader.strings(node, "tenants"));
    List<String> actions = reader.strings(node, "actions");
    nonEmpty(node, "tenants", tenants.isEmpty());
    nonEmpty(node, "actions", actions.isEmpty());
    return new CallerLimits(
        tenants,
        actions,
        subject,
        facts.orElse("").equals("directory")
            ? CallerLimits.Facts.DIRECTORY
            : CallerLimits.Facts.REQUEST);
  }

  /** An empty list would look as if nothing were allowed, and would allow everything. */
  private void nonEmpty(YamlNode.Mapping node, String key, boolean empty) {
    if (empty && node.find(key).isPresent()) {
      reader.problem(node.locate(key), "`" + key + "` names none", "leave it out to mean any");
    }
  }

  private Optional<CallerLimits.Subject> subject(YamlNode.Mapping node, String subjects) {
    YamlNode.Mapping subject = reader.mapping(node, "subject");
    reader.expectOnly(subject, List.of("type", "id"));
    Optional<String> type = reader.string(subject, "type");
    Optional<String> id = reader.string(subject, "id");
    if (!subjects.equals("self") || type.isEmpty() || id.isEmpty()) {
      reader.problem(
          node.position(), "write `subjects: self` together with `subject: {type: ..., id: ...}`");
      return Optional.empty();
    }
    return Optional.of(new CallerLimits.Subject(type.get(), id.get()));
  }
}
