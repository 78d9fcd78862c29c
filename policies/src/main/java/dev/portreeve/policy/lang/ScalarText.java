package dev.portreeve.policy.lang;

import dev.portreeve.policy.source.Position;
import dev.portreeve.policy.source.SourceFile;
import dev.portreeve.policy.source.YamlNode;

/** Where the text of a YAML scalar begins: behind its quote, or below its block sign. */
final class ScalarText {
  private ScalarText() {}

  static Position start(YamlNode.Mapping node, String key, SourceFile file) {
    Position at = node.find(key).map(YamlNode::position).orElse(node.position());
    String[] lines = file.text().split("\n", -1);
    String line = lines[at.line() - 1];
    int index = Math.min(at.column() - 1, line.length());
    char first = index < line.length() ? line.charAt(index) : ' ';
    if (first == '"' || first == '\'') {
      return new Position(at.line(), at.column() + 1);
    }
    if ((first == '|' || first == '>') && at.line() < lines.length) {
      String below = lines[at.line()];
      return new Position(at.line() + 1, below.length() - below.stripLeading().length() + 1);
    }
    return at;
  }
}
