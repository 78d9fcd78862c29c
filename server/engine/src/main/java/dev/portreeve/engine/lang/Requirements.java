package dev.portreeve.engine.lang;

import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The requirements that a set's policies cite, by id, in the order of their file.
 *
 * @param byId empty when the set keeps no requirements; then any id may be cited
 */
public record Requirements(Map<String, Requirement> byId) {
  public Requirements {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
  }

  /** Where a requirement comes from, which says how binding it is. */
  public enum Basis {
    /** A source states it; it must be cited by a match and proved by a case. */
    SOURCE,
    /** It follows from what the sources state; as binding. */
    DERIVED,
    /** Other documentation states it; welcome. */
    DOC;

    private String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One requirement.
   *
   * @param position where it stands in its file
   * @param basis where it comes from
   * @param text one sentence
   */
  public record Requirement(Position position, Basis basis, String text) {}

  /** A set without requirements. */
  public static Requirements none() {
    return new Requirements(Map.of());
  }

  /** Reads {@code requirements.yaml}. */
  public static Requirements read(SourceFile file, List<Diagnostic> problems) {
    Optional<YamlNode> root = YamlReader.read(file, PolicyReader.MAX_BYTES, problems);
    Map<String, Requirement> byId = new LinkedHashMap<>();
    if (root.isPresent()) {
      NodeReader reader = new NodeReader(file, problems);
      reader
          .mapping(root.get(), "the file")
          .members()
          .forEach((id, member) -> byId.put(id, requirement(id, member, reader)));
    }
    return new Requirements(byId);
  }

  private static Requirement requirement(String id, YamlNode.Member member, NodeReader reader) {
    YamlNode.Mapping node = reader.mapping(member.value(), "`" + id + "`");
    reader.expectOnly(node, Set.of("basis", "text"));
    Optional<String> basis = reader.string(node, "basis");
    Optional<String> text = reader.string(node, "text");
    if (node.find("basis").isEmpty() || node.find("text").isEmpty()) {
      reader.problem(member.keyPosition(), "a requirement needs `basis` and `text`");
    }
    List<String> known = Arrays.stream(Basis.values()).map(Basis::code).toList();
    if (basis.isPresent() && !known.contains(basis.get())) {
      reader.problem(
          node.locate("basis"),
          "`basis` must be source, derived or doc",
          Suggestion.didYouMean(basis.get(), known));
    }
    int index = Math.max(0, known.indexOf(basis.orElse("")));
    return new Requirement(member.keyPosition(), Basis.values()[index], text.orElse(""));
  }

  /** Reports an id that names no requirement. */
  public void check(YamlNode at, String id, NodeReader reader) {
    if (!byId.isEmpty() && !byId.containsKey(id)) {
      String help = Suggestion.didYouMean(id, byId.keySet());
      reader.problem(at.position(), "unknown requirement `" + id + "`", help);
    }
  }
}
