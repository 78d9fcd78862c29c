package dev.portreeve.workbench.format;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Writes one YAML document in the canonical layout: two spaces a level, lists indented under their
 * key, one space inside flow collections' commas and none inside their brackets, comments two
 * spaces behind what they follow, single blank lines. Quotes, the lines of block text and the order
 * of keys stay the author's; a flow collection that does not fit into a line is written as a block.
 */
final class YamlLayout {
  private static final int WIDTH = 120;
  private static final int MAX_DEPTH = 50;
  private static final String STEP = "  ";

  private final String source;
  private final boolean shortPoints;
  private final StringBuilder out = new StringBuilder();
  private final List<String> behindText = new ArrayList<>();
  private final BitSet told = new BitSet();
  private boolean opened = true;

  private YamlLayout(String source) {
    this.source = source;
    this.shortPoints = source.codePointCount(0, source.length()) == source.length();
  }

  /** The document in the canonical layout; throws snakeyaml's exceptions for what is no YAML. */
  static String of(String source) {
    LoaderOptions options = new LoaderOptions();
    options.setProcessComments(true);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(Integer.MAX_VALUE);
    DumperOptions dumper = new DumperOptions();
    Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options);
    Node root = yaml.compose(new StringReader(source));
    return root == null ? source : new YamlLayout(source).document(root);
  }

  private String document(Node root) {
    comments(root.getBlockComments(), "");
    if (root instanceof ScalarNode scalar) {
      line("", flow(scalar) + inline(root));
    } else {
      block(root, "", "");
    }
    flushBehindText("");
    comments(root.getEndComments(), "");
    String text = out.toString().stripTrailing();
    return text.isEmpty() ? "" : text + "\n";
  }

  /**
   * Writes a collection as lines.
   *
   * @param first what its first line begins with, if that is not the indent
   */
  private void block(Node node, String indent, String first) {
    String start = first.isEmpty() ? indent : first;
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        member(tuple, indent, start);
        start = indent;
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        item(item, indent, start);
        start = indent;
      }
    }
  }

  private void member(NodeTuple tuple, String indent, String start) {
    Node key = tuple.getKeyNode();
    Node value = tuple.getValueNode();
    flushBehindText(indent);
    comments(key.getBlockComments(), indent);
    String head = start + flow(key) + ":";
    value(value, indent, head, inline(key));
    comments(key.getEndComments(), indent);
  }

  private void item(Node item, String indent, String start) {
    flushBehindText(indent);
    comments(item.getBlockComments(), indent);
    item.setBlockComments(List.of());
    Optional<Node> first = firstInside(item);
    if (first.isPresent() && !fits(item, start + "- ")) {
      // The comments of the item and of what stands first in it all stand before the dash.
      comments(first.get().getBlockComments(), indent);
      first.get().setBlockComments(List.of());
      block(item, indent + STEP, start + "- ");
      comments(item.getEndComments(), indent + STEP);
    } else {
      value(item, indent, start + "-", "");
    }
  }

  private static Optional<Node> firstInside(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream().map(NodeTuple::getKeyNode).findFirst();
    }
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().findFirst()
        : Optional.empty();
  }

  private void value(Node value, String indent, String head, String keyComment) {
    if (value instanceof ScalarNode scalar) {
      scalar(scalar, indent, head, keyComment);
      return;
    }
    if (fits(value, head + " ")) {
      comments(value.getBlockComments(), indent + STEP);
      line(head, " " + flow(value) + inline(value) + keyComment);
      comments(value.getEndComments(), indent + STEP);
      return;
    }
    boolean first = value instanceof CollectionNode<?> all && flowStyle(all);
    line(head, keyComment + (first ? inline(value) : ""));
    opened = true;
    comments(value.getBlockComments(), indent + STEP);
    block(value, indent + STEP, "");
    comments(value.getEndComments(), indent + STEP);
  }

  private void scalar(ScalarNode scalar, String indent, String head, String keyComment) {
    comments(scalar.getBlockComments(), indent + STEP);
    Optional<List<String>> lines = blockLines(scalar);
    if (lines.isEmpty()) {
      String text = flow(scalar);
      line(head, (text.isEmpty() ? "" : " " + text) + inline(scalar) + keyComment);
      return;
    }
    line(head, " " + lines.get().get(0) + keyComment);
    for (String one : lines.get().subList(1, lines.get().size())) {
      line(one.isEmpty() ? "" : indent + STEP, one);
    }
    collectBehindText(scalar);
  }

  /* snakeyaml loses comments that follow block text; they belong to what comes next. */
  private void collectBehindText(ScalarNode scalar) {
    int at = index(scalar.getEndMark());
    int number = scalar.getEndMark().getLine();
    int lineBegin = source.lastIndexOf('\n', at - 1) + 1;
    if (!source.substring(lineBegin, at).isBlank()) {
      return;
    }
    boolean blankBefore = lineBegin >= 2 && source.charAt(lineBegin - 2) == '\n';
    if (blankBefore) {
      behindText.add("");
    }
    for (String line : source.substring(lineBegin).lines().toList()) {
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        return;
      }
      behindText.add(text);
      told.set(number++);
    }
  }

  private void flushBehindText(String indent) {
    List<String> lines = List.copyOf(behindText);
    behindText.clear();
    for (String text : lines) {
      if (text.isEmpty()) {
        blank();
      } else {
        line(indent, comment(text.substring(1)));
      }
    }
  }

  /** The header of block text and its lines without their indent; empty for other scalars. */
  private Optional<List<String>> blockLines(ScalarNode scalar) {
    DumperOptions.ScalarStyle style = scalar.getScalarStyle();
    boolean block =
        style == DumperOptions.ScalarStyle.LITERAL || style == DumperOptions.ScalarStyle.FOLDED;
    if (!block) {
      boolean several = slice(scalar).strip().indexOf('\n') >= 0;
      boolean plain = style == DumperOptions.ScalarStyle.PLAIN;
      return several && plain
          ? Optional.of(BlockText.folded(slice(scalar).strip().lines().map(String::strip).toList()))
          : Optional.empty();
    }
    return Optional.of(BlockText.lines(slice(scalar)));
  }

  private String slice(Node node) {
    return source.substring(index(node.getStartMark()), index(node.getEndMark()));
  }

  /** Where a mark is in the text: it counts code points, of which most texts have no long ones. */
  private int index(Mark mark) {
    return shortPoints ? mark.getIndex() : source.offsetByCodePoints(0, mark.getIndex());
  }

  /** Whether a collection is written in one line. */
  private boolean fits(Node node, String before) {
    if (!(node instanceof CollectionNode<?> collection) || !flowStyle(collection)) {
      return node instanceof CollectionNode<?> all && all.getValue().isEmpty();
    }
    if (commented(node)) {
      return false;
    }
    String text = flow(node);
    return text.indexOf('\n') < 0 && before.length() + text.length() <= WIDTH;
  }

  private static boolean flowStyle(CollectionNode<?> node) {
    return node.getFlowStyle() == DumperOptions.FlowStyle.FLOW;
  }

  /** Whether a comment stands inside a collection. */
  private static boolean commented(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .anyMatch(
              tuple ->
                  hasComment(tuple.getKeyNode())
                      || hasComment(tuple.getValueNode())
                      || commented(tuple.getValueNode()));
    }
    return node instanceof SequenceNode sequence
        && sequence.getValue().stream().anyMatch(item -> hasComment(item) || commented(item));
  }

  private static boolean hasComment(Node node) {
    return any(node.getBlockComments())
        || any(node.getInLineComments())
        || any(node.getEndComments());
  }

  private static boolean any(@Nullable List<CommentLine> comments) {
    return comments != null
        && comments.stream().anyMatch(one -> one.getCommentType() != CommentType.BLANK_LINE);
  }

  /** A value in one line. */
  private String flow(Node node) {
    if (node instanceof MappingNode mapping) {
      StringBuilder text = new StringBuilder("{");
      for (NodeTuple tuple : mapping.getValue()) {
        text.append(text.length() > 1 ? ", " : "").append(flow(tuple.getKeyNode()));
        String value = flow(tuple.getValueNode());
        text.append(value.isEmpty() ? ":" : ": ").append(value);
      }
      return text.append('}').toString();
    }
    if (node instanceof SequenceNode sequence) {
      StringBuilder text = new StringBuilder("[");
      for (Node item : sequence.getValue()) {
        text.append(text.length() > 1 ? ", " : "").append(flow(item));
      }
      return text.append(']').toString();
    }
    String text = slice(node).strip();
    return text.indexOf('\n') < 0 ? text : BlockText.joined(text);
  }

  private static String inline(Node node) {
    StringBuilder text = new StringBuilder();
    List<CommentLine> comments = node.getInLineComments();
    if (comments != null) {
      comments.stream()
          .filter(one -> one.getCommentType() != CommentType.BLANK_LINE)
          .forEach(one -> text.append("  ").append(comment(one)));
    }
    return text.toString();
  }

  private static String comment(CommentLine line) {
    return comment(line.getValue());
  }

  private static String comment(String written) {
    String text = written.stripTrailing();
    return text.isEmpty() || text.startsWith(" ") || text.startsWith("!") || text.startsWith("#")
        ? "#" + text
        : "# " + text;
  }

  private void comments(@Nullable List<CommentLine> comments, String indent) {
    if (comments == null) {
      return;
    }
    for (CommentLine one : comments) {
      if (one.getStartMark() != null && told.get(one.getStartMark().getLine())) {
        continue;
      }
      if (one.getCommentType() == CommentType.BLANK_LINE) {
        blank();
      } else {
        line(indent, comment(one));
      }
    }
  }

  private void blank() {
    boolean doubled = out.length() >= 2 && out.charAt(out.length() - 2) == '\n';
    if (!opened && !doubled) {
      out.append('\n');
    }
  }

  private void line(String start, String rest) {
    out.append((start + rest).stripTrailing()).append('\n');
    opened = false;
  }
}
