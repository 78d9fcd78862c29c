package dev.portreeve.engine.packages;

/** What a brace-free version glob must be. */
final class VersionGlob {
  private static final int LONGEST = 255;

  private VersionGlob() {}

  /** {@code ""}, {@code version_range_not_supported} or {@code malformed}. */
  static String problem(String glob) {
    if (glob.length() > LONGEST || !hasOnlyVersionCharacters(glob)) {
      return "malformed";
    }
    boolean exact = PackageSpecifier.isExactVersion(glob);
    return exact || GlobSyntax.hasWildcard(glob) ? "" : "version_range_not_supported";
  }

  private static boolean hasOnlyVersionCharacters(String glob) {
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (GlobSyntax.isWildcard(c)) {
        i = GlobSyntax.wildcardEnd(glob, i, glob.length());
      } else if (ExactVersion.isIdentifierCharacter(c) || c == '.' || c == '+') {
        i++;
      } else {
        return false;
      }
    }
    return true;
  }

  /** Whether a star follows a digit of the version's core, as in {@code 4*}, which means 40 too. */
  static boolean hasStarAfterDigit(String glob) {
    boolean digit = false;
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (c == '-' || c == '+') {
        return false;
      }
      if (c == '*' && digit) {
        return true;
      }
      digit = ExactVersion.isDigit(c) || c == '[';
      i = GlobSyntax.isWildcard(c) ? GlobSyntax.wildcardEnd(glob, i, glob.length()) : i + 1;
    }
    return false;
  }
}
