package dev.portreeve.policy.lang;

import dev.portreeve.policy.source.Diagnostic;
import dev.portreeve.policy.source.NodeReader;
import dev.portreeve.policy.source.Position;
import dev.portreeve.policy.source.SourceFile;
import dev.portreeve.policy.source.Suggestion;
import dev.portreeve.policy.source.YamlNode;
import dev.portreeve.policy.source.YamlReader;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that a set's policies carry, by id, in the order of their file.
 *
 * @param rules empty when the set keeps no catalogue; then any id may be named
 */
public record Catalogue(Map<String, Rule> rules) {
  public Catalogue {
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }

  /** Where a rule comes from, which says how binding it is. */
  public enum Basis {
    /** A source states it; it must be carried by a match and proved by a case. */
    SEED,
    /** It follows from what the sources state; as binding. */
    DERIVED,
    /** Other documentation states it; welcome. */
    DOC;

    private String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One rule.
   *
   * @param position where it stands in its file
   * @param basis where it comes from
   * @param text one sentence
   */
  public record Rule(Position position, Basis basis, String text) {}

  /** A set without a catalogue. */
  public static Catalogue none() {
    return new Catalogue(Map.of());
  }

  /** Reads {@code rules.yaml}. */
  public static Catalogue read(SourceFile file, List<Diagnostic> problems) {
    Optional<YamlNode> root = YamlReader.read(file, PolicyReader.MAX_BYTES, problems);
    Map<String, Rule> rules = new LinkedHashMap<>();
    if (root.isPresent()) {
      NodeReader reader = new NodeReader(file, problems);
      reader
          .mapping(root.get(), "the file")
          .members()
          .forEach((id, member) -> rules.put(id, rule(id, member, reader)));
    }
    return new Catalogue(rules);
  }

  private static Rule rule(String id, YamlNode.Member member, NodeReader reader) {
    YamlNode.Mapping node = reader.mapping(member.value(), "`" + id + "`");
    reader.expectOnly(node, Set.of("basis", "text"));
    Optional<String> basis = reader.string(node, "basis");
    Optional<String> text = reader.string(node, "text");
    if (node.find("basis").isEmpty() || node.find("text").isEmpty()) {
      reader.problem(member.keyPosition(), "a rule needs `basis` and `text`");
    }
    List<String> known = Arrays.stream(Basis.values()).map(Basis::code).toList();
    if (basis.isPresent() && !known.contains(basis.get())) {
      reader.problem(
          node.locate("basis"),
          "`basis` must be seed, derived or doc",
          Suggestion.didYouMean(basis.get(), known));
    }
    int index = Math.max(0, known.indexOf(basis.orElse("")));
    return new Rule(member.keyPosition(), Basis.values()[index], text.orElse(""));
  }

  /** Reports an id that is none of the catalogue's. */
  public void check(YamlNode at, String id, NodeReader reader) {
    if (!rules.isEmpty() && !rules.containsKey(id)) {
      String help = Suggestion.didYouMean(id, rules.keySet());
      reader.problem(at.position(), "unknown rule `" + id + "`", help);
    }
  }
}
