package dev.portreeve.engine.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a YAML document that knows where it stands. */
public sealed interface YamlNode {

  /** Where its first character stands. */
  Position position();

  /** Plain values without positions: maps, lists and scalars. */
  Object raw();

  /**
   * A map; keys are unique.
   *
   * @param position where it begins
   * @param members in the order written
   */
  record Mapping(Position position, Map<String, Member> members) implements YamlNode {
    /** The member's value, or empty when it is not there. */
    public Optional<YamlNode> find(String key) {
      return Optional.ofNullable(members.get(key)).map(Member::value);
    }

    @Override
    public Object raw() {
      Map<String, Object> raw = new LinkedHashMap<>(members.size() * 4 / 3 + 1);
      members.forEach((key, member) -> raw.put(key, member.value().raw()));
      return raw;
    }
  }

  /**
   * One entry of a map.
   *
   * @param keyPosition where its key stands
   * @param value what it says
   */
  record Member(Position keyPosition, YamlNode value) {}

  /**
   * A list.
   *
   * @param position where it begins
   * @param items in the order written
   */
  record Sequence(Position position, List<YamlNode> items) implements YamlNode {
    @Override
    public Object raw() {
      List<Object> raw = new ArrayList<>(items.size());
      items.forEach(item -> raw.add(item.raw()));
      return raw;
    }
  }

  /**
   * A single value.
   *
   * @param position where it begins
   * @param raw a string, boolean, integer, floating point number, or {@link JsonNull}
   */
  record Scalar(Position position, Object raw) implements YamlNode {}

  /**
   * The position of what a path leads to, such as {@code settings.allowed[2]}; where it leads
   * nowhere, that of the last part that is there.
   *
   * @param path members joined with dots, list elements in brackets; a member's own name may hold
   *     dots
   */
  default Position locate(String path) {
    if (path.isEmpty()) {
      return position();
    }
    if (this instanceof Sequence sequence && path.startsWith("[")) {
      int close = path.indexOf(']');
      int index = Integer.parseInt(path.substring(1, close));
      return sequence.items().get(index).locate(afterDot(path.substring(close + 1)));
    }
    if (this instanceof Mapping mapping) {
      for (Map.Entry<String, Member> member : mapping.members().entrySet()) {
        String key = member.getKey();
        if (path.startsWith(key)
            && (path.length() == key.length() || ".[".indexOf(path.charAt(key.length())) >= 0)) {
          return member.getValue().value().locate(afterDot(path.substring(key.length())));
        }
      }
    }
    return position();
  }

  /** The position of the key that a path ends in; see {@link #locate}. */
  default Position locateKey(String path) {
    if (this instanceof Mapping mapping) {
      for (Map.Entry<String, Member> member : mapping.members().entrySet()) {
        String key = member.getKey();
        if (path.equals(key)) {
          return member.getValue().keyPosition();
        }
        if (path.startsWith(key) && ".[".indexOf(path.charAt(key.length())) >= 0) {
          return member.getValue().value().locateKey(afterDot(path.substring(key.length())));
        }
      }
    }
    if (this instanceof Sequence sequence && path.startsWith("[")) {
      int close = path.indexOf(']');
      int index = Integer.parseInt(path.substring(1, close));
      return sequence.items().get(index).locateKey(afterDot(path.substring(close + 1)));
    }
    return position();
  }

  private static String afterDot(String rest) {
    return rest.startsWith(".") ? rest.substring(1) : rest;
  }
}
