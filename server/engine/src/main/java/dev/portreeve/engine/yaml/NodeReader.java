package dev.portreeve.engine.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a YAML document apart, noting every part that is not of the form expected. */
public final class NodeReader {
  /** So many problems of one document are told. */
  public static final int MAX_PROBLEMS = 100;

  static final String MORE_PROBLEMS = "more problems of this file are not told";

  private final SourceFile file;
  private final List<Diagnostic> problems;
  private final int before;

  /**
   * @param file what positions point into
   * @param problems where what is wrong is added
   */
  public NodeReader(SourceFile file, List<Diagnostic> problems) {
    this.file = file;
    this.problems = problems;
    this.before = problems.size();
  }

  /** A reader of the same document whose problems do not show the lines they speak of. */
  public NodeReader withholding() {
    return new NodeReader(file.withheld(), problems);
  }

  public SourceFile file() {
    return file;
  }

  /** How many problems have been noted so far. */
  public int problems() {
    return problems.size();
  }

  public void problem(Position at, String message) {
    problem(at, message, "");
  }

  public void problem(Position at, String message, String help) {
    int told = problems.size() - before;
    if (told < MAX_PROBLEMS) {
      problems.add(new Diagnostic(file, at, message, help));
    } else if (told == MAX_PROBLEMS) {
      problems.add(Diagnostic.of(file, at, MORE_PROBLEMS));
    }
  }

  /** Whether so much is wrong that further problems are not told. */
  public boolean full() {
    return problems.size() - before > MAX_PROBLEMS;
  }

  /** The node as a map, or an empty one after noting the problem. */
  public YamlNode.Mapping mapping(YamlNode node, String what) {
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    problem(node.position(), what + " must be a map");
    return new YamlNode.Mapping(node.position(), Map.of());
  }

  /** The member as a map, or an empty one when it is left out or after noting the problem. */
  public YamlNode.Mapping mapping(YamlNode.Mapping parent, String key) {
    return parent
        .find(key)
        .map(node -> mapping(node, "`" + key + "`"))
        .orElseGet(() -> new YamlNode.Mapping(parent.position(), Map.of()));
  }

  /** The elements of a member, none when it is left out or after noting the problem. */
  public List<YamlNode> sequence(YamlNode.Mapping parent, String key) {
    YamlNode node = parent.find(key).orElse(null);
    if (node == null) {
      return List.of();
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.items();
    }
    problem(node.position(), "`" + key + "` must be a list");
    return List.of();
  }

  /** The member as a string, or empty when it is left out or after noting the problem. */
  public Optional<String> string(YamlNode.Mapping parent, String key) {
    return parent.find(key).flatMap(node -> string(node, "`" + key + "`"));
  }

  /** The node as a string, or empty after noting the problem. */
  public Optional<String> string(YamlNode node, String what) {
    if (node instanceof YamlNode.Scalar value && value.raw() instanceof String text) {
      return Optional.of(text);
    }
    boolean quotable = node instanceof YamlNode.Scalar && !(node.raw() instanceof JsonNull);
    problem(node.position(), what + " must be a string", quotable ? "put it in quotes" : "");
    return Optional.empty();
  }

  /** The strings of a member that is a list; elements that are none are noted and left out. */
  public List<String> strings(YamlNode.Mapping parent, String key) {
    List<String> strings = new ArrayList<>();
    for (YamlNode item : sequence(parent, key)) {
      string(item, "an element of `" + key + "`").ifPresent(strings::add);
    }
    return strings;
  }

  /** Notes every member that is none of those known. */
  public void expectOnly(YamlNode.Mapping mapping, Collection<String> known) {
    mapping
        .members()
        .forEach(
            (key, member) -> {
              if (!known.contains(key)) {
                String help = Suggestion.didYouMean(ShownText.of(key), known);
                problem(member.keyPosition(), "unknown key `" + ShownText.of(key) + "`", help);
              }
            });
  }
}
