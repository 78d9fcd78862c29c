package dev.portreeve.engine.lang;

import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;

/**
 * A YAML scalar that holds an expression: finds the place in the file at which a character of the
 * expression stands.
 */
final class ScalarText {
  /*
   * YAML folds lines, strips indentation and undoes escapes, and keeps no record of it. So the
   * expression and the file are walked side by side, comparing what is not white space; a few
   * characters of the file (a backslash, a doubled quote) may have no counterpart.
   */
  private static final int MAX_SKIPPED = 8;

  private final SourceFile file;
  private final String text;
  private final Position start;
  private final int begin;
  private final boolean bare;

  private ScalarText(SourceFile file, Position start, boolean bare) {
    this.file = file;
    this.text = file.text();
    this.start = start;
    this.begin = offset(file.text(), start);
    this.bare = bare;
  }

  /** The member's value, or the map itself when it has no such member. */
  static ScalarText of(YamlNode.Mapping node, String key, SourceFile file) {
    Position at = node.find(key).map(YamlNode::position).orElse(node.position());
    return new ScalarText(file, at, false);
  }

  /** A text that is the expression itself, and no YAML. */
  static ScalarText whole(SourceFile file) {
    return new ScalarText(file, Position.START, true);
  }

  SourceFile file() {
    return file;
  }

  /** Where its first character stands: behind its quote, or below its block sign. */
  Position start() {
    return position(skipBlank(content()));
  }

  /**
   * Where a character stands.
   *
   * @param expression what was made of the scalar
   * @param index of a character in it, or its length
   */
  Position at(String expression, int index) {
    int source = content();
    for (int i = 0; i < index; i++) {
      char wanted = expression.charAt(i);
      if (!Character.isWhitespace(wanted)) {
        source = find(wanted, source) + 1;
        if (source == 0) {
          return start;
        }
      }
    }
    if (index < expression.length() && !Character.isWhitespace(expression.charAt(index))) {
      int found = find(expression.charAt(index), source);
      return found < 0 ? start : position(found);
    }
    return position(source);
  }

  private int find(char wanted, int from) {
    int skipped = 0;
    for (int i = from; i < text.length() && skipped <= MAX_SKIPPED; i++) {
      char c = text.charAt(i);
      if (c == wanted) {
        return i;
      }
      skipped += Character.isWhitespace(c) ? 0 : 1;
    }
    return -1;
  }

  /** The index at which the scalar's content begins. */
  private int content() {
    char first = begin < text.length() && !bare ? text.charAt(begin) : ' ';
    if (first == '"' || first == '\'') {
      return begin + 1;
    }
    if (first == '|' || first == '>') {
      int lineEnd = text.indexOf('\n', begin);
      return lineEnd < 0 ? begin : lineEnd + 1;
    }
    return begin;
  }

  private int skipBlank(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private Position position(int index) {
    int line = start.line();
    int lineBegin = begin - text.substring(lineStart(begin), begin).length();
    for (int i = begin; i < index; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineBegin = i + 1;
      }
    }
    return new Position(line, text.codePointCount(lineBegin, index) + 1);
  }

  private int lineStart(int index) {
    return text.lastIndexOf('\n', index - 1) + 1;
  }

  private static int offset(String text, Position position) {
    int at = 0;
    for (int line = 1; line < position.line(); line++) {
      at = text.indexOf('\n', at) + 1;
    }
    int left = position.column() - 1;
    while (left > 0 && at < text.length()) {
      at += Character.charCount(text.codePointAt(at));
      left--;
    }
    return at;
  }
}
