package dev.portreeve.engine.packages;

/** The rules for JSR package names: always {@code @scope/name}, lower case, single hyphens. */
final class JsrName {
  private static final int SHORTEST = 2;
  private static final int LONGEST_SCOPE = 20;
  private static final int LONGEST_NAME = 58;

  private JsrName() {}

  static boolean isValid(String text, int from, int to) {
    if (from >= to || text.charAt(from) != '@') {
      return false;
    }
    int slash = text.indexOf('/', from);
    return slash > 0
        && slash < to
        && isPart(text, from + 1, slash, LONGEST_SCOPE)
        && isPart(text, slash + 1, to, LONGEST_NAME);
  }

  static boolean isCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  private static boolean isPart(String text, int from, int to, int longest) {
    int length = to - from;
    if (length < SHORTEST || length > longest || text.charAt(to - 1) == '-') {
      return false;
    }
    // As if a hyphen stood before the part: neither a leading nor a second one passes.
    char before = '-';
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isCharacter(c) || (c == '-' && before == '-')) {
        return false;
      }
      before = c;
    }
    return true;
  }
}
