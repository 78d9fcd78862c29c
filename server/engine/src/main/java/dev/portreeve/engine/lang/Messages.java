package dev.portreeve.engine.lang;

import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The human texts of reasons, some of them for one action only. Immutable. */
public final class Messages {
  private static final String DEFAULT = "default";

  private final Map<String, Map<String, String>> byReason;

  private Messages(Map<String, Map<String, String>> byReason) {
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
    Map<String, Map<String, String>> byReason = new LinkedHashMap<>();
    reader
        .mapping(root.get(), "the file")
        .members()
        .forEach((reason, member) -> byReason.put(reason, texts(member, actions, reader)));
    return new Messages(byReason);
  }

  private static Map<String, String> texts(
      YamlNode.Member member, Collection<String> actions, NodeReader reader) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (!(member.value() instanceof YamlNode.Mapping mapping)) {
      reader.string(member.value(), "a reason's text").ifPresent(text -> texts.put(DEFAULT, text));
      return texts;
    }
    List<String> known = new java.util.ArrayList<>(actions);
    known.add(DEFAULT);
    reader.expectOnly(mapping, known);
    mapping
        .members()
        .forEach(
            (action, text) ->
                reader
                    .string(text.value(), "a reason's text")
                    .ifPresent(t -> texts.put(action, t)));
    return texts;
  }

  /** The reasons that have a text. */
  public Collection<String> reasons() {
    return byReason.keySet();
  }

  /** The text of a reason in the mouth of an action's policy, or empty. */
  public String text(String reason, String action) {
    Map<String, String> texts = byReason.getOrDefault(reason, Map.of());
    String own = texts.get(action);
    return own != null ? own : texts.getOrDefault(DEFAULT, "");
  }
}
