package dev.portreeve.engine.lang;

import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The human texts of reasons, some of them for one action or for one of several causes only.
 * Immutable.
 */
public final class Messages {
  private static final String DEFAULT = "default";
  private static final String BECAUSE = "because";
  private static final Texts NONE = new Texts(Map.of(), Map.of());

  private final Map<String, Texts> byReason;

  /**
   * The texts of one reason.
   *
   * @param byAction one of them by default
   * @param byCause the name that a policy gives a cause with {@code because}
   */
  private record Texts(Map<String, String> byAction, Map<String, String> byCause) {}

  private Messages(Map<String, Texts> byReason) {
    this.byReason = byReason;
  }

  /** A set without texts. */
  public static Messages none() {
    return new Messages(Map.of());
  }

  /**
   * Reads {@code messages.yaml}.
   *
   * @param actions the actions that a text may be for
   */
  public static Messages read(
      SourceFile file, Collection<String> actions, List<Diagnostic> problems) {
    Optional<YamlNode> root = YamlReader.read(file, PolicyReader.MAX_BYTES, problems);
    if (root.isEmpty()) {
      return none();
    }
    NodeReader reader = new NodeReader(file, problems);
    Map<String, Texts> byReason = new LinkedHashMap<>();
    reader
        .mapping(root.get(), "the file")
        .members()
        .forEach((reason, member) -> byReason.put(reason, texts(member, actions, reader)));
    return new Messages(byReason);
  }

  private static Texts texts(
      YamlNode.Member member, Collection<String> actions, NodeReader reader) {
    if (!(member.value() instanceof YamlNode.Mapping mapping)) {
      return new Texts(
          reader
              .string(member.value(), "a reason's text")
              .map(text -> Map.of(DEFAULT, text))
              .orElse(Map.of()),
          Map.of());
    }
    List<String> known = new ArrayList<>(actions);
    known.addAll(List.of(DEFAULT, BECAUSE));
    reader.expectOnly(mapping, known);
    Map<String, String> byAction = strings(mapping, reader);
    return new Texts(byAction, strings(reader.mapping(mapping, BECAUSE), reader));
  }

  private static Map<String, String> strings(YamlNode.Mapping mapping, NodeReader reader) {
    Map<String, String> strings = new LinkedHashMap<>();
    mapping
        .members()
        .forEach(
            (key, text) -> {
              if (!key.equals(BECAUSE)) {
                reader.string(text.value(), "a reason's text").ifPresent(t -> strings.put(key, t));
              }
            });
    return strings;
  }

  /** The reasons that have a text. */
  public Collection<String> reasons() {
    return byReason.keySet();
  }

  /** The names of the causes of which some reason's texts tell. */
  Collection<String> causes() {
    return byReason.values().stream().flatMap(t -> t.byCause().keySet().stream()).toList();
  }

  /**
   * The text of a reason in the mouth of an action's policy, or empty.
   *
   * @param because the cause that the policy names, or empty
   */
  public String text(String reason, String action, String because) {
    Texts texts = byReason.getOrDefault(reason, NONE);
    String caused = texts.byCause().get(because);
    if (caused != null) {
      return caused;
    }
    String own = texts.byAction().get(action);
    return own != null ? own : texts.byAction().getOrDefault(DEFAULT, "");
  }
}
