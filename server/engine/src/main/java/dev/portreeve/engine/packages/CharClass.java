package dev.portreeve.engine.packages;

/**
 * A character class of a glob: {@code [abc]}, {@code [a-z]}, {@code [!a]}, {@code [^a]}. It stands
 * for one ASCII character, never for {@code /}.
 */
final class CharClass {
  private CharClass() {}

  /**
   * Where the class that opens at {@code open} has its {@code ]}, or -1 if it is no valid class.
   */
  static int end(String glob, int open) {
    int first = firstMember(glob, open);
    int i = first;
    while (i < glob.length()) {
      char low = glob.charAt(i);
      if (low == ']') {
        return i > first ? i : -1;
      }
      char high = glob.charAt(rangeEnd(glob, i));
      if (!isMember(low) || !isMember(high) || high < low) {
        return -1;
      }
      i = rangeEnd(glob, i) + 1;
    }
    return -1;
  }

  /** Whether the valid class that opens at {@code open} stands for the character. */
  static boolean contains(String glob, int open, char c) {
    if (c == '/' || c >= 0x80) {
      return false;
    }
    int i = firstMember(glob, open);
    boolean negated = i > open + 1;
    while (glob.charAt(i) != ']') {
      int end = rangeEnd(glob, i);
      if (glob.charAt(i) <= c && c <= glob.charAt(end)) {
        return !negated;
      }
      i = end + 1;
    }
    return negated;
  }

  private static int firstMember(String glob, int open) {
    boolean negated = glob.startsWith("!", open + 1) || glob.startsWith("^", open + 1);
    return negated ? open + 2 : open + 1;
  }

  /* A hyphen is itself when it is the first or the last member. */
  private static int rangeEnd(String glob, int i) {
    boolean range = i + 2 < glob.length() && glob.charAt(i + 1) == '-' && glob.charAt(i + 2) != ']';
    return range ? i + 2 : i;
  }

  private static boolean isMember(char c) {
    return NpmName.isCharacter(c) || c == '@' || c == '+';
  }
}
