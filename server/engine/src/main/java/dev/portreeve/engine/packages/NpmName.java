package dev.portreeve.engine.packages;

/** The rules for npm package names; upper case, legal once, is still met in old packages. */
final class NpmName {
  private static final int LONGEST = 214;

  /* One bit for each ASCII character: digits, `-` and `.`; letters and `_`. */
  private static final long LOW = 0x03ff_6000_0000_0000L;
  private static final long HIGH = 0x07ff_fffe_87ff_fffeL;

  private NpmName() {}

  static boolean isValid(String text, int from, int to) {
    if (from >= to || to - from > LONGEST) {
      return false;
    }
    if (text.charAt(from) != '@') {
      return isBareName(text, from, to) && !isReserved(text, from, to);
    }
    int slash = text.indexOf('/', from);
    return slash > 0
        && slash < to
        && isScope(text, from + 1, slash)
        && isBareName(text, slash + 1, to);
  }

  static boolean isCharacter(char c) {
    return c < 128 && ((c < 64 ? LOW : HIGH) >>> c & 1) != 0;
  }

  /* Scopes that begin with `-` or `_` exist; one that begins with `.` could be a path. */
  private static boolean isScope(String text, int from, int to) {
    return from < to && text.charAt(from) != '.' && hasOnlyNameCharacters(text, from, to);
  }

  private static boolean isBareName(String text, int from, int to) {
    if (from >= to) {
      return false;
    }
    char first = text.charAt(from);
    return first != '.' && first != '_' && first != '-' && hasOnlyNameCharacters(text, from, to);
  }

  private static boolean hasOnlyNameCharacters(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isCharacter(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isReserved(String text, int from, int to) {
    return is("node_modules", text, from, to) || is("favicon.ico", text, from, to);
  }

  private static boolean is(String word, String text, int from, int to) {
    return to - from == word.length() && text.regionMatches(true, from, word, 0, word.length());
  }
}
