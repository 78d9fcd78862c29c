package dev.portreeve.engine.packages;

/** The syntax that name globs and version globs share. */
final class GlobSyntax {
  private static final String UNSUPPORTED = "unsupported_glob";
  private static final int DEEPEST = 63;

  private GlobSyntax() {}

  /** {@code ""}, {@code negation_not_supported} or {@code unsupported_glob}. */
  static String problem(String glob) {
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '!' || c == '^') {
        return glob.startsWith("!(", i) ? UNSUPPORTED : "negation_not_supported";
      }
      if (c == '[') {
        i = CharClass.end(glob, i);
      }
      if (i < 0 || "()|\\]".indexOf(c) >= 0) {
        return UNSUPPORTED;
      }
    }
    return hasSoundBraces(glob) ? "" : UNSUPPORTED;
  }

  /* Balanced, each pair with a comma of its own, and no `1..4`. A class holds none of these. */
  private static boolean hasSoundBraces(String glob) {
    int depth = 0;
    long commas = 0; // bit d: the open brace at depth d has had one
    for (int i = 0; i < glob.length(); i++) {
      switch (glob.charAt(i)) {
        case '{' -> commas &= ~(1L << ++depth);
        case ',' -> commas |= 1L << depth;
        case '}' -> depth = (commas & 1L << depth) == 0 ? -1 : depth - 1;
        case '.' -> depth = depth > 0 && glob.startsWith(".", i + 1) ? -1 : depth;
        default -> {}
      }
      if (depth < 0 || depth > DEEPEST) {
        return false;
      }
    }
    return depth == 0;
  }

  /** Whether a semver operator stands outside the character classes of a version. */
  static boolean hasVersionOperator(String version) {
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if (c == '[') {
        i = Math.max(i, CharClass.end(version, i));
      } else if ("^~<>=".indexOf(c) >= 0 || version.startsWith("||", i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a brace-free glob has a wildcard: {@code *}, {@code ?} or a class. */
  static boolean hasWildcard(String glob) {
    return nextWildcard(glob, 0, glob.length()) < glob.length();
  }

  /** Where the first wildcard stands in a slice of a brace-free glob, or the slice's end. */
  static int nextWildcard(String glob, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isWildcard(glob.charAt(i))) {
        return i;
      }
    }
    return to;
  }

  /** Whether a wildcard of a brace-free glob begins with the character. */
  static boolean isWildcard(char c) {
    return c == '*' || c == '?' || c == '[';
  }

  /** Where the wildcard that stands at {@code i} ends; a run of stars is one wildcard. */
  static int wildcardEnd(String glob, int i, int to) {
    if (glob.charAt(i) == '[') {
      return CharClass.end(glob, i) + 1;
    }
    int end = i + 1;
    while (glob.charAt(i) == '*' && end < to && glob.charAt(end) == '*') {
      end++;
    }
    return end;
  }

  /** Whether the whole glob is {@code *} or {@code **}. */
  static boolean isWhole(String glob) {
    return glob.equals("*") || glob.equals("**");
  }
}
