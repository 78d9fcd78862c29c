package dev.portreeve.engine.packages;

/** The grammar of an exact version: SemVer 2.0.0, no leading {@code v}, no range, no tag. */
final class ExactVersion {
  private static final int NONE = -1;

  private ExactVersion() {}

  static boolean matches(String text, int from, int to) {
    int end = number(text, from, to);
    for (int i = 0; i < 2; i++) {
      if (!stands('.', text, end, to)) {
        return false;
      }
      end = number(text, end + 1, to);
    }
    if (stands('-', text, end, to)) {
      end = preRelease(text, end + 1, to);
    }
    if (stands('+', text, end, to)) {
      end = build(text, end + 1, to);
    }
    return end == to;
  }

  private static boolean stands(char wanted, String text, int at, int to) {
    return at != NONE && at < to && text.charAt(at) == wanted;
  }

  /* Each of these returns where its part ends, or NONE when there is no such part. */

  private static int number(String text, int from, int to) {
    int end = from;
    while (end < to && isDigit(text.charAt(end))) {
      end++;
    }
    return end == from || hasLeadingZero(text, from, end) ? NONE : end;
  }

  private static int preRelease(String text, int from, int to) {
    int start = from;
    while (true) {
      int end = identifier(text, start, to);
      if (end == NONE || (isNumeric(text, start, end) && hasLeadingZero(text, start, end))) {
        return NONE;
      }
      if (!stands('.', text, end, to)) {
        return end;
      }
      start = end + 1;
    }
  }

  private static int build(String text, int from, int to) {
    int end = identifier(text, from, to);
    while (stands('.', text, end, to)) {
      end = identifier(text, end + 1, to);
    }
    return end;
  }

  private static int identifier(String text, int from, int to) {
    int end = from;
    while (end < to && isIdentifierCharacter(text.charAt(end))) {
      end++;
    }
    return end == from ? NONE : end;
  }

  static boolean isIdentifierCharacter(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNumeric(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasLeadingZero(String text, int from, int to) {
    return to - from > 1 && text.charAt(from) == '0';
  }
}
