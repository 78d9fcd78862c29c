package dev.portreeve.engine.schema;

import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts what {@code $defs} declares once in the place of every {@code $ref} to it. */
final class References {
  static final String DEFINITIONS = "$defs";

  private static final String REFERENCE = "$ref";

  /** How JSON Schema points to a definition; the name alone does as well. */
  private static final String POINTER = "#/$defs/";

  /* References to references multiply; no schema that somebody wrote comes near. */
  private static final int MAX_NODES = 100_000;

  private final NodeReader reader;
  private final Map<String, YamlNode.Member> definitions;
  private final Deque<String> entered = new ArrayDeque<>();
  private int nodes;

  private References(NodeReader reader, Map<String, YamlNode.Member> definitions) {
    this.reader = reader;
    this.definitions = definitions;
  }

  /** The document with every reference resolved. */
  static YamlNode.Mapping resolved(YamlNode.Mapping top, NodeReader reader) {
    References references = new References(reader, reader.mapping(top, DEFINITIONS).members());
    return references.members(top);
  }

  private YamlNode resolve(YamlNode node) {
    nodes++;
    if (nodes > MAX_NODES) {
      if (nodes == MAX_NODES + 1) {
        reader.problem(node.position(), "the references make the schema too large");
      }
      return new YamlNode.Mapping(node.position(), Map.of());
    }
    if (node instanceof YamlNode.Sequence list) {
      List<YamlNode> items = new ArrayList<>(list.items().size());
      list.items().forEach(item -> items.add(resolve(item)));
      return new YamlNode.Sequence(list.position(), items);
    }
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return node;
    }
    return mapping.find(REFERENCE).isPresent() ? referred(mapping) : members(mapping);
  }

  private YamlNode.Mapping members(YamlNode.Mapping mapping) {
    Map<String, YamlNode.Member> members = new LinkedHashMap<>();
    mapping
        .members()
        .forEach(
            (key, member) ->
                members.put(
                    key, new YamlNode.Member(member.keyPosition(), resolve(member.value()))));
    return new YamlNode.Mapping(mapping.position(), members);
  }

  /** What is referred to; members beside the reference stand above its own. */
  private YamlNode referred(YamlNode.Mapping mapping) {
    String name =
        reader.string(mapping, REFERENCE).orElse("").replaceFirst("^\\Q" + POINTER + "\\E", "");
    Map<String, YamlNode.Member> members = new LinkedHashMap<>();
    YamlNode.Member definition = definitions.get(name);
    if (definition == null) {
      reader.problem(
          mapping.locate(REFERENCE),
          "`" + name + "` is not declared under `" + DEFINITIONS + "`",
          Suggestion.didYouMean(name, definitions.keySet()));
    } else if (entered.contains(name)) {
      reader.problem(mapping.locate(REFERENCE), "`" + name + "` refers to itself");
    } else {
      entered.push(name);
      YamlNode.Mapping resolved =
          members(reader.mapping(resolve(definition.value()), "`" + name + "`"));
      entered.pop();
      members.putAll(resolved.members());
    }
    members(mapping).members().forEach(members::put);
    members.remove(REFERENCE);
    return new YamlNode.Mapping(mapping.position(), members);
  }
}
