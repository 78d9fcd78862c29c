package dev.portreeve.engine.cases;

import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lays parts of a case over each other; every part keeps the position where it was written. */
final class LayeredNodes {
  private LayeredNodes() {}

  /** The members of both; where both have one, the upper's counts. */
  static YamlNode.Mapping over(YamlNode.Mapping lower, YamlNode.Mapping upper) {
    Map<String, YamlNode.Member> members = new LinkedHashMap<>(lower.members());
    members.putAll(upper.members());
    return new YamlNode.Mapping(upper.position(), members);
  }

  /**
   * The mapping with the member at a path replaced, or added with the maps that lead to it.
   *
   * @param path member names
   * @param from the index of the path's first name that counts
   * @param at where the path is written
   * @return empty when the path leads through something that is no map
   */
  static Optional<YamlNode.Mapping> with(
      YamlNode.Mapping mapping, String[] path, int from, Position at, YamlNode value) {
    Optional<YamlNode> inner = Optional.of(value);
    if (from + 1 < path.length) {
      YamlNode present =
          mapping.find(path[from]).orElseGet(() -> new YamlNode.Mapping(at, Map.of()));
      inner =
          present instanceof YamlNode.Mapping next
              ? with(next, path, from + 1, at, value).map(YamlNode.class::cast)
              : Optional.empty();
    }
    return inner.map(
        node -> {
          Map<String, YamlNode.Member> members = new LinkedHashMap<>(mapping.members());
          members.put(path[from], new YamlNode.Member(at, node));
          return new YamlNode.Mapping(mapping.position(), members);
        });
  }
}
