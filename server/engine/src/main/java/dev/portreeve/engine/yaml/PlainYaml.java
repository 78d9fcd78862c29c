package dev.portreeve.engine.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the plain YAML and JSON that nearly all files are written in, several times as fast as the
 * parser of the whole language: block maps and lists, flow maps and lists, scalars on one line,
 * comments.
 *
 * <p>What it reads, it reads as {@link YamlReader} does, positions included. It has no errors:
 * whatever is wrong or unusual (anchors, tags, block scalars, tabs, texts over several lines,
 * duplicate keys) it leaves to the parser, which says what is wrong.
 */
final class PlainYaml {
  /** Deeper documents are left to the parser, which has a limit of its own above this. */
  private static final int MAX_DEPTH = YamlReader.MAX_DEPTH - 10;

  private final PlainScalars scalars;
  private int values;

  private PlainYaml(String text) {
    this.scalars = new PlainScalars(text);
  }

  /** The document's root, or empty when the text is for the parser. */
  static Optional<YamlNode> read(String text) {
    if (!PlainScalars.hasPlainCharacters(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new PlainYaml(text).document());
    } catch (PlainScalars.Unusual e) {
      return Optional.empty();
    }
  }

  private YamlNode document() {
    scalars.skipToToken();
    YamlNode root =
        scalars.at('{') ? flowThenLineEnd(1) : mapping(scalars.column(), scalars.key(), 1);
    if (!scalars.atEnd()) {
      throw new PlainScalars.Unusual();
    }
    return root;
  }

  private void count(int depth) {
    if (depth > MAX_DEPTH || ++values > YamlReader.MAX_VALUES) {
      throw new PlainScalars.Unusual();
    }
  }

  /**
   * A block map; ends before the first line that is further left.
   *
   * @param indent the column of its keys
   * @param first its first key, behind whose colon it goes on
   */
  private YamlNode mapping(int indent, YamlKey first, int depth) {
    count(depth);
    Map<String, YamlNode.Member> members = new LinkedHashMap<>();
    add(first, value(indent, depth + 1), members);
    while (scalars.continuesAt(indent) && !scalars.atDash()) {
      YamlKey key = scalars.key();
      add(key, value(indent, depth + 1), members);
    }
    return new YamlNode.Mapping(first.position(), members);
  }

  private static void add(YamlKey key, YamlNode value, Map<String, YamlNode.Member> members) {
    YamlNode.Member member = new YamlNode.Member(key.position(), value);
    if (members.put(key.name(), member) != null) {
      throw new PlainScalars.Unusual();
    }
  }

  /** What stands behind the colon of a block map's key. */
  private YamlNode value(int indent, int depth) {
    Position behindColon = scalars.position();
    if (scalars.skipToToken()) {
      return scalars.atFlow() ? flowThenLineEnd(depth) : scalarThenLineEnd(depth);
    }
    int column = scalars.atEnd() ? -1 : scalars.column();
    if (column >= indent && scalars.atDash()) {
      return sequence(column, depth);
    }
    if (column > indent) {
      return mapping(column, scalars.key(), depth);
    }
    count(depth);
    return new YamlNode.Scalar(behindColon, JsonNull.INSTANCE);
  }

  /** A block list; ends before the first line that is no item of it. */
  private YamlNode sequence(int indent, int depth) {
    count(depth);
    Position start = scalars.position();
    List<YamlNode> items = new ArrayList<>();
    while (scalars.continuesAt(indent) && scalars.atDash()) {
      items.add(item(depth + 1));
    }
    return new YamlNode.Sequence(start, items);
  }

  private YamlNode item(int depth) {
    scalars.skipOne();
    if (!scalars.skipToToken()) {
      throw new PlainScalars.Unusual();
    }
    if (scalars.atFlow()) {
      return flowThenLineEnd(depth);
    }
    int column = scalars.column();
    YamlNode.Scalar scalar = scalars.scalar(false);
    if (scalars.skipColon()) {
      return mapping(column, new YamlKey(scalars.text(), scalar.position()), depth);
    }
    count(depth);
    scalars.skipLineEnd();
    return scalar;
  }

  private YamlNode scalarThenLineEnd(int depth) {
    count(depth);
    YamlNode.Scalar scalar = scalars.scalar(false);
    scalars.skipLineEnd();
    return scalar;
  }

  private YamlNode flowThenLineEnd(int depth) {
    YamlNode flow = flow(depth);
    scalars.skipLineEnd();
    return flow;
  }

  private YamlNode flow(int depth) {
    if (scalars.at('{')) {
      return flowMapping(depth);
    }
    if (scalars.at('[')) {
      return flowSequence(depth);
    }
    count(depth);
    return scalars.scalar(true);
  }

  private YamlNode flowMapping(int depth) {
    count(depth);
    Position start = scalars.position();
    Map<String, YamlNode.Member> members = new LinkedHashMap<>();
    for (boolean more = scalars.opens('}'); more; more = scalars.goesOn('}')) {
      YamlKey key = scalars.flowKey();
      scalars.skipToToken();
      add(key, flow(depth + 1), members);
    }
    return new YamlNode.Mapping(start, members);
  }

  private YamlNode flowSequence(int depth) {
    count(depth);
    Position start = scalars.position();
    List<YamlNode> items = new ArrayList<>();
    for (boolean more = scalars.opens(']'); more; more = scalars.goesOn(']')) {
      items.add(flow(depth + 1));
    }
    return new YamlNode.Sequence(start, items);
  }
}
