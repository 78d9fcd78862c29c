package dev.portreeve.cli;

/** Tells whether a text goes on in the next line: a bracket or a long string of it is open. */
final class OpenBrackets {
  private static final String TRIPLE_DOUBLE = "\"\"\"";
  private static final String TRIPLE_SINGLE = "'''";

  private OpenBrackets() {}

  /** Whether a bracket, or a string in three quotes, is open at the end of a text. */
  static boolean in(String text) {
    int depth = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        int end = endOfString(text, at);
        if (end < 0) {
          return text.startsWith(TRIPLE_DOUBLE, at) || text.startsWith(TRIPLE_SINGLE, at);
        }
        at = end;
        continue;
      }
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      at++;
    }
    return depth > 0;
  }

  /** The index behind the string that begins at an index, or -1 when it does not end. */
  private static int endOfString(String text, int begin) {
    boolean triple = text.startsWith(TRIPLE_DOUBLE, begin) || text.startsWith(TRIPLE_SINGLE, begin);
    String quote = text.substring(begin, begin + (triple ? 3 : 1));
    for (int i = begin + quote.length(); i < text.length(); i++) {
      if (text.startsWith(quote, i)) {
        return i + quote.length();
      }
      i += text.charAt(i) == '\\' ? 1 : 0;
    }
    return -1;
  }
}
