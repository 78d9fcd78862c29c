package dev.portreeve.sidecar.access;

import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Changes the text of a file of credentials, and leaves what others wrote there as it is.
 *
 * @param text of the file; empty for one that is not there yet
 */
public record CredentialEditor(String text) {
  private static final String HEAD = "credentials:\n";

  /** The entries, a line for each: the id, how it is proved, and its scopes; never a hash. */
  public List<String> list() {
    return CredentialFile.read("credentials", text, new ArrayList<>()).entrySet().stream()
        .map(CredentialEditor::line)
        .toList();
  }

  private static String line(Map.Entry<String, Credential> entry) {
    Credential.Proof proof = entry.getValue().proof();
    String how =
        proof instanceof Credential.Proof.Key
            ? "key"
            : proof instanceof Credential.Proof.Password
                ? "password"
                : proof instanceof Credential.Proof.Certificate certificate
                    ? "certificate " + certificate.name()
                    : "uid " + ((Credential.Proof.Uid) proof).uid();
    String scopes =
        entry.getValue().caller().scopes().stream()
            .map(Scope::code)
            .sorted()
            .collect(Collectors.joining(", "));
    String limited =
        entry.getValue().caller().limits().equals(CallerLimits.NONE) ? "" : "  (limited)";
    return entry.getKey() + "  " + how + "  [" + scopes + "]" + limited;
  }

  /** Whether an entry has this id. */
  public boolean holds(String id) {
    return CredentialFile.read("credentials", text, new ArrayList<>()).containsKey(id);
  }

  /**
   * The text with an entry more.
   *
   * @param members of the entry, as YAML writes them in one line: {@code id: orders, uid: 7}
   */
  public String add(String members) {
    String before = text.isBlank() ? HEAD : text.endsWith("\n") ? text : text + "\n";
    return before + "  - {" + members + "}\n";
  }

  /**
   * The text without an entry.
   *
   * @throws IllegalArgumentException when it does not stand on lines of its own
   */
  public String remove(String id) {
    List<YamlNode> items = items();
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof YamlNode.Mapping entry
          && entry.find("id").map(YamlNode::raw).filter(id::equals).isPresent()) {
        int from = entry.position().line();
        int to = i + 1 < items.size() ? items.get(i + 1).position().line() : lines.size() + 1;
        if (!lines.get(from - 1).strip().startsWith("-")) {
          throw new IllegalArgumentException(
              "`" + id + "` does not stand on lines of its own: remove it by hand");
        }
        lines.subList(from - 1, end(lines, from, to)).clear();
        return String.join("\n", lines) + "\n";
      }
    }
    throw new IllegalArgumentException("there is no credential `" + id + "`");
  }

  /** Where an entry's lines end: comments after it are somebody's words on the next one. */
  private static int end(List<String> lines, int from, int to) {
    int end = to - 1;
    while (end > from && lines.get(end - 1).strip().matches("#.*|")) {
      end--;
    }
    return end;
  }

  private List<YamlNode> items() {
    SourceFile file = new SourceFile("credentials", text);
    return YamlReader.read(file, CredentialFile.MAX_BYTES, new ArrayList<>())
                .filter(YamlNode.Mapping.class::isInstance)
                .map(YamlNode.Mapping.class::cast)
                .flatMap(top -> top.find("credentials"))
                .orElse(null)
            instanceof YamlNode.Sequence all
        ? all.items()
        : List.of();
  }
}
