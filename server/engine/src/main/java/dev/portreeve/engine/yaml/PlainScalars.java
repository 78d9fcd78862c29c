package dev.portreeve.engine.yaml;

/** Walks through a text of plain YAML for {@link PlainYaml}: scalars, lines and comments. */
final class PlainScalars {
  /* The parser takes keys of 1,024 characters with what surrounds them. */
  private static final int LONGEST_KEY = 500;

  private final String text;
  private final int end;
  private int at;
  private int line = 1;
  private int lineStart;

  /** What the last scalar says as it is written, whatever it means. */
  private String last = "";

  /** Thrown where a text is for the parser; not an error, so it has no trace. */
  static final class Unusual extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusual() {
      super("unusual YAML", null, false, false);
    }
  }

  PlainScalars(String text) {
    this.text = text;
    this.end = text.length();
  }

  /** Whether every character is a printable one of 16 bits, a blank or a line feed. */
  static boolean hasPlainCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ascii = c >= ' ' && c <= '~' || c == '\n';
      if (!ascii && (c <= 0xa0 || c > 0xd7ff || c == 0x2028 || c == 0x2029)) {
        return false;
      }
    }
    return true;
  }

  boolean atEnd() {
    return at >= end;
  }

  boolean at(char c) {
    return at < end && text.charAt(at) == c;
  }

  boolean atFlow() {
    return at('{') || at('[');
  }

  /** Whether an item of a block list begins here. */
  boolean atDash() {
    return at('-') && isBlank(at + 1);
  }

  int column() {
    return at - lineStart;
  }

  Position position() {
    return new Position(line, column() + 1);
  }

  void skipOne() {
    at++;
  }

  /** Moves to the next character that says something; whether it stands on the same line. */
  boolean skipToToken() {
    int before = line;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        lineStart = at + 1;
      } else if (c == '#' && (at == lineStart || text.charAt(at - 1) == ' ')) {
        int lineEnd = text.indexOf('\n', at);
        at = lineEnd < 0 ? end : lineEnd;
        continue;
      } else if (c != ' ') {
        return line == before;
      }
      at++;
    }
    return false;
  }

  /** Moves to the next character that says something, which stands on another line or nowhere. */
  void skipLineEnd() {
    if (skipToToken()) {
      throw new Unusual();
    }
  }

  /** Whether a block of that indentation goes on, rather than ends. */
  boolean continuesAt(int indent) {
    if (at < end && column() > indent) {
      throw new Unusual();
    }
    return at < end && column() == indent;
  }

  /** The key of a block map; goes on behind its colon. */
  YamlKey key() {
    Position position = position();
    YamlNode.Scalar unused = scalar(false);
    if (!skipColon()) {
      throw new Unusual();
    }
    return new YamlKey(last, position);
  }

  /** Whether a colon follows that makes what stands before it a key; it is skipped. */
  boolean skipColon() {
    boolean colon = at(':') && isBlank(at + 1);
    if (colon) {
      if (last.isEmpty() || last.length() > LONGEST_KEY) {
        throw new Unusual();
      }
      at++;
    }
    return colon;
  }

  /** The key of a flow map; goes on behind its colon, which may touch the value as in JSON. */
  YamlKey flowKey() {
    boolean quoted = at('"');
    Position position = position();
    YamlNode.Scalar unused = scalar(true);
    if (quoted && at(':')) {
      if (last.isEmpty() || last.length() > LONGEST_KEY) {
        throw new Unusual();
      }
      at++;
    } else if (!skipColon()) {
      throw new Unusual();
    }
    return new YamlKey(last, position);
  }

  /** Skips an opening bracket; whether something follows before the closing one. */
  boolean opens(char closing) {
    at++;
    skipToToken();
    if (at(closing)) {
      at++;
      return false;
    }
    return true;
  }

  /** Skips a comma, or the closing bracket, which ends it. */
  boolean goesOn(char closing) {
    skipToToken();
    if (at(closing)) {
      at++;
      return false;
    }
    if (!at(',')) {
      throw new Unusual();
    }
    at++;
    skipToToken();
    return true;
  }

  /** What the last scalar says as a key. */
  String text() {
    return last;
  }

  /**
   * A scalar on one line.
   *
   * @param flow whether it stands within brackets
   */
  YamlNode.Scalar scalar(boolean flow) {
    Position position = position();
    if (at('"')) {
      last = doubleQuoted();
      return new YamlNode.Scalar(position, last);
    }
    if (at('\'')) {
      last = singleQuoted();
      return new YamlNode.Scalar(position, last);
    }
    last = plain(flow);
    return new YamlNode.Scalar(position, CoreScalar.resolve(last));
  }

  private String plain(boolean flow) {
    if (!plainBegins()) {
      throw new Unusual();
    }
    int from = at;
    int behind = from;
    for (; at < end; at++) {
      char c = text.charAt(at);
      if (c == '\n'
          || c == ':' && (isBlank(at + 1) || flow && isFlowIndicator(text.charAt(at + 1)))
          || c == '#' && text.charAt(at - 1) == ' '
          || flow && isFlowIndicator(c)) {
        break;
      }
      if (flow && c == '?') {
        throw new Unusual();
      }
      if (c != ' ') {
        behind = at + 1;
      }
    }
    at = behind;
    return text.substring(from, behind);
  }

  /** Whether what stands here begins a plain scalar and can be nothing else. */
  private boolean plainBegins() {
    if (at >= end) {
      return false;
    }
    char c = text.charAt(at);
    if (c == '-') {
      return at + 1 < end && isAlphanumeric(text.charAt(at + 1));
    }
    return isAlphanumeric(c)
        || c > '~'
        || "_/(+$~^<=;\\".indexOf(c) >= 0
        || c == '.' && column() > 0;
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static boolean isFlowIndicator(char c) {
    return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
  }

  private boolean isBlank(int index) {
    return index >= end || text.charAt(index) == ' ' || text.charAt(index) == '\n';
  }

  private String singleQuoted() {
    int from = ++at;
    boolean doubled = false;
    for (; at < end; at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        break;
      }
      if (c == '\'') {
        if (at + 1 >= end || text.charAt(at + 1) != '\'') {
          String inside = text.substring(from, at++);
          return doubled ? inside.replace("''", "'") : inside;
        }
        doubled = true;
        at++;
      }
    }
    throw new Unusual();
  }

  private String doubleQuoted() {
    int from = ++at;
    for (; at < end; at++) {
      char c = text.charAt(at);
      if (c == '"') {
        return text.substring(from, at++);
      }
      if (c == '\\') {
        return escaped(from);
      }
      if (c == '\n') {
        break;
      }
    }
    throw new Unusual();
  }

  private String escaped(int from) {
    StringBuilder out = new StringBuilder(text.substring(from, at));
    for (; at < end; at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return out.toString();
      }
      if (c == '\n') {
        break;
      }
      out.append(c == '\\' ? escape() : c);
    }
    throw new Unusual();
  }

  private char escape() {
    at++;
    char c = at < end ? text.charAt(at) : ' ';
    return switch (c) {
      case '"', '\\' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      default -> throw new Unusual();
    };
  }
}
