package dev.portreeve.engine.packages;

/** White space and control characters: trimmed around a pattern, refused inside one. */
final class Blanks {
  private Blanks() {}

  static boolean isBlankOrControl(char c) {
    if (c > ' ' && c < 0x7f) {
      return false;
    }
    return isBlank(c) || Character.isISOControl(c);
  }

  /* Character.isWhitespace leaves out the no-break spaces, isSpaceChar the tab and its like. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Whether white space or a control character stands anywhere in the text. */
  static boolean anyIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBlankOrControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
