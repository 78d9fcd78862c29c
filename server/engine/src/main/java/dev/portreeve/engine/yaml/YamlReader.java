package dev.portreeve.engine.yaml;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads one YAML document strictly: no duplicate keys, anchors, aliases or tags, keys are strings,
 * and plain scalars mean what YAML 1.2 says ({@code on} and {@code no} are strings).
 */
public final class YamlReader {
  private static final int MAX_DEPTH = 50;

  /* YAML 1.1 ends lines at these, YAML 1.2 does not; in text they are as good as invisible. */
  private static final Pattern LINE_SEPARATORS = Pattern.compile("[\\x85\\u2028\\u2029]");

  private final SourceFile file;
  private final List<Diagnostic> problems;

  private YamlReader(SourceFile file, List<Diagnostic> problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The document's root, or empty when it cannot be read; then {@code problems} says why.
   *
   * @param maxBytes the longest file taken, in bytes of UTF-8
   * @param problems where what is wrong is added
   */
  public static Optional<YamlNode> read(SourceFile file, int maxBytes, List<Diagnostic> problems) {
    List<Diagnostic> found = new ArrayList<>();
    Optional<YamlNode> root = new YamlReader(file, found).read(maxBytes);
    problems.addAll(found);
    return found.isEmpty() ? root : Optional.empty();
  }

  private Optional<YamlNode> read(int maxBytes) {
    String text = file.text();
    if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      return refuse(Position.START, "the file is larger than " + maxBytes + " bytes");
    }
    Matcher separator = LINE_SEPARATORS.matcher(text);
    if (separator.find()) {
      return refuse(place(text, separator.start()), "a line separator cannot stand here");
    }
    try {
      Node root = yaml(maxBytes).compose(new StringReader(text));
      if (root == null) {
        return refuse(Position.START, "the file is empty");
      }
      return Optional.of(convert(root));
    } catch (MarkedYAMLException e) {
      YamlFault fault = YamlFault.of(e);
      problems.add(new Diagnostic(file, fault.position(), fault.message(), fault.help()));
    } catch (ReaderException e) {
      int index = text.offsetByCodePoints(0, e.getPosition());
      return refuse(place(text, index), "a control character cannot stand here");
    } catch (YAMLException e) {
      boolean deep = String.valueOf(e.getMessage()).startsWith("Nesting Depth");
      String what = deep ? "nested more than " + MAX_DEPTH + " deep" : "not valid YAML";
      return refuse(Position.START, "the file is " + what);
    }
    return Optional.empty();
  }

  private static Position place(String text, int index) {
    int lineBegin = text.lastIndexOf('\n', index - 1) + 1;
    int line = (int) text.substring(0, lineBegin).chars().filter(c -> c == '\n').count() + 1;
    return new Position(line, text.codePointCount(lineBegin, index) + 1);
  }

  private static Yaml yaml(int maxBytes) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(maxBytes);
    return new Yaml(
        new SafeConstructor(options),
        new Representer(new DumperOptions()),
        new DumperOptions(),
        options,
        new CoreScalar.NoImplicitTags());
  }

  private YamlNode convert(Node node) {
    if (node.getAnchor() != null) {
      problem(node, "anchors and aliases are not supported");
    }
    if (node instanceof MappingNode mapping) {
      expectTag(node, Tag.MAP);
      return convertMapping(mapping);
    }
    if (node instanceof SequenceNode sequence) {
      expectTag(node, Tag.SEQ);
      List<YamlNode> items = new ArrayList<>(sequence.getValue().size());
      sequence.getValue().forEach(item -> items.add(convert(item)));
      return new YamlNode.Sequence(position(node.getStartMark()), items);
    }
    ScalarNode scalar = (ScalarNode) node;
    expectTag(node, Tag.STR);
    Object raw = scalar.isPlain() ? CoreScalar.resolve(scalar.getValue()) : scalar.getValue();
    return new YamlNode.Scalar(position(node.getStartMark()), raw);
  }

  private YamlNode convertMapping(MappingNode mapping) {
    Map<String, YamlNode.Member> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node keyNode = tuple.getKeyNode();
      if (!(keyNode instanceof ScalarNode key)
          || key.getAnchor() != null
          || key.getValue().isEmpty()) {
        problem(keyNode, "a key must be a string");
        continue;
      }
      Position at = position(key.getStartMark());
      YamlNode.Member member = new YamlNode.Member(at, convert(tuple.getValueNode()));
      YamlNode.Member first = members.putIfAbsent(key.getValue(), member);
      if (first != null) {
        int line = first.keyPosition().line();
        problem(keyNode, "duplicate key `" + key.getValue() + "`, first given in line " + line);
      }
    }
    return new YamlNode.Mapping(position(mapping.getStartMark()), members);
  }

  private void expectTag(Node node, Tag tag) {
    if (!node.getTag().equals(tag)) {
      problem(node, "tags such as `" + node.getTag() + "` are not supported");
    }
  }

  private void problem(Node node, String message) {
    problems.add(Diagnostic.of(file, position(node.getStartMark()), message));
  }

  private Optional<YamlNode> refuse(Position at, String message) {
    problems.add(Diagnostic.of(file, at, message));
    return Optional.empty();
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
