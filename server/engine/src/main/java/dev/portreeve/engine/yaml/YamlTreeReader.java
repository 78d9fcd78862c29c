package dev.portreeve.engine.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Builds the tree of a document from the events of the parser, and stops where the document is
 * deeper or holds more than is allowed: what it costs is bounded while it is read.
 */
final class YamlTreeReader {
  /* Most have no more. */
  private static final int FEW = 4;

  private final Iterator<Event> events;
  private final YamlProblems problems;
  private int values;

  YamlTreeReader(Iterable<Event> events, YamlProblems problems) {
    this.events = events.iterator();
    this.problems = problems;
  }

  /** The document's root, or empty when there is none. */
  Optional<YamlNode> read() {
    next();
    if (!next().is(Event.ID.DocumentStart)) {
      return Optional.empty();
    }
    YamlNode root = node(next(), 1);
    next();
    expectEnd();
    return Optional.of(root);
  }

  private void expectEnd() {
    Event end = next();
    if (!end.is(Event.ID.StreamEnd)) {
      problems.add(position(end), "the file holds more than one document", "leave `---` out");
    }
  }

  /**
   * Walks through the outer maps of the document and tells of each entry that stands that deep,
   * which is all that is held of it. False if there is no document.
   *
   * @param levels how many maps an entry stands in
   */
  boolean walk(int levels, EntryVisitor visitor) {
    next();
    if (!next().is(Event.ID.DocumentStart)) {
      return false;
    }
    walk(next(), levels, new ArrayList<>(levels), visitor);
    next();
    expectEnd();
    return true;
  }

  private void walk(Event event, int levels, List<YamlKey> keys, EntryVisitor visitor) {
    Position at = position(event);
    int depth = keys.size() + 1;
    if (!(event instanceof MappingStartEvent mapping)) {
      values = 0;
      if (!(node(event, depth).raw() instanceof JsonNull)) {
        String what = keys.isEmpty() ? "the file" : "`" + shown(keys.get(depth - 2)) + "`";
        problems.add(at, what + " must be a map", "");
      }
      return;
    }
    expectNoAnchor(event);
    expectTag(mapping.getTag(), "!!map", at);
    Set<String> seen = new HashSet<>();
    for (Event key = next(); !key.is(Event.ID.MappingEnd); key = next()) {
      values = 0;
      YamlKey name = new YamlKey(name(key, depth).orElse(""), position(key));
      keys.add(name);
      if (depth == levels) {
        visitor.entry(keys, node(next(), depth + 1));
      } else {
        if (!seen.add(name.name())) {
          problems.add(name.position(), "duplicate key `" + shown(name) + "`", "");
        }
        walk(next(), levels, keys, visitor);
      }
      keys.remove(depth - 1);
    }
  }

  private static String shown(YamlKey key) {
    return ShownText.of(key.name());
  }

  private Event next() {
    return events.next();
  }

  private YamlNode node(Event event, int depth) {
    Position at = position(event);
    if (depth > YamlReader.MAX_DEPTH) {
      throw problems.stop(
          Position.START, "the file is nested more than " + YamlReader.MAX_DEPTH + " deep");
    }
    if (++values > YamlReader.MAX_VALUES) {
      throw problems.stop(at, "the file holds more than " + YamlReader.MAX_VALUES + " values");
    }
    expectNoAnchor(event);
    if (event instanceof MappingStartEvent mapping) {
      expectTag(mapping.getTag(), "!!map", at);
      return mapping(at, depth);
    }
    if (event instanceof SequenceStartEvent sequence) {
      expectTag(sequence.getTag(), "!!seq", at);
      return sequence(at, depth);
    }
    return new YamlNode.Scalar(at, event instanceof ScalarEvent scalar ? value(scalar) : "");
  }

  private YamlNode mapping(Position at, int depth) {
    Map<String, YamlNode.Member> members = new LinkedHashMap<>(FEW);
    for (Event key = next(); !key.is(Event.ID.MappingEnd); key = next()) {
      Position keyAt = position(key);
      Optional<String> name = name(key, depth);
      YamlNode.Member member = new YamlNode.Member(keyAt, node(next(), depth + 1));
      YamlNode.Member first = name.map(n -> members.putIfAbsent(n, member)).orElse(null);
      if (first != null) {
        int line = first.keyPosition().line();
        String shown = ShownText.of(name.orElse(""));
        problems.add(keyAt, "duplicate key `" + shown + "`, first given in line " + line, "");
      }
    }
    return new YamlNode.Mapping(at, members);
  }

  /** What a key says, or empty after noting why it cannot be one. */
  private Optional<String> name(Event key, int depth) {
    if (key instanceof ScalarEvent scalar
        && scalar.getAnchor() == null
        && !scalar.getValue().isEmpty()) {
      expectTag(scalar.getTag(), "!!str", position(key));
      return Optional.of(scalar.getValue());
    }
    problems.add(position(key), "a key must be a string", "");
    if (!(key instanceof AliasEvent)) {
      node(key, depth + 1);
    }
    return Optional.empty();
  }

  private YamlNode sequence(Position at, int depth) {
    List<YamlNode> items = new ArrayList<>(FEW);
    for (Event item = next(); !item.is(Event.ID.SequenceEnd); item = next()) {
      items.add(node(item, depth + 1));
    }
    return new YamlNode.Sequence(at, items);
  }

  private Object value(ScalarEvent scalar) {
    String text = scalar.getValue();
    String tag = scalar.getTag();
    if (tag == null) {
      return scalar.isPlain() ? CoreScalar.resolve(text) : text;
    }
    Position at = position(scalar);
    Optional<Object> value = CoreScalar.resolve(CoreScalar.shortTag(tag), text);
    if (value.isEmpty() && CoreScalar.isScalarTag(tag)) {
      String shown = ShownText.of(text);
      problems.add(at, "`" + shown + "` is not what its tag `" + shown(tag) + "` says", "");
    } else if (value.isEmpty()) {
      unknownTag(tag, at);
    }
    return value.orElse(text);
  }

  private void expectTag(@Nullable String tag, String wanted, Position at) {
    if (tag != null && !tag.equals("!") && !CoreScalar.shortTag(tag).equals(wanted)) {
      unknownTag(tag, at);
    }
  }

  private void unknownTag(String tag, Position at) {
    problems.add(at, "the tag `" + shown(tag) + "` cannot stand here", YamlFault.QUOTE);
  }

  private static String shown(String tag) {
    return ShownText.of(CoreScalar.shortTag(tag));
  }

  private void expectNoAnchor(Event event) {
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      problems.add(position(event), "anchors and aliases are not supported", "");
    }
  }

  private static Position position(Event event) {
    Mark mark = event.getStartMark();
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
