package dev.portreeve.engine.packages;

/** What a brace-free name glob must be, so that some package of its registry can match it. */
final class NameGlob {
  private static final int LONGEST = 214;

  private NameGlob() {}

  static boolean isValid(Registry registry, String glob) {
    if (!GlobSyntax.hasWildcard(glob)) {
      return registry.isName(glob, 0, glob.length());
    }
    return hasOnlyNameCharacters(registry, glob)
        && shortestMatch(glob) <= LONGEST
        && hasValidShape(registry, glob);
  }

  /* A scope and a name, or a name alone: what one slash, or none, leaves. */
  private static boolean hasValidShape(Registry registry, String glob) {
    boolean scoped = glob.startsWith("@");
    int slash = glob.indexOf('/');
    if (slash < 0) {
      return !scoped && registry != Registry.JSR;
    }
    boolean canBeScope = scoped ? slash > 1 : GlobSyntax.nextWildcard(glob, 0, slash) == 0;
    boolean oneSlash = glob.indexOf('/', slash + 1) < 0;
    return canBeScope && oneSlash && slash < glob.length() - 1;
  }

  private static boolean hasOnlyNameCharacters(Registry registry, String glob) {
    int i = glob.startsWith("@") ? 1 : 0;
    while (i < glob.length()) {
      if (GlobSyntax.isWildcard(glob.charAt(i))) {
        i = GlobSyntax.wildcardEnd(glob, i, glob.length());
      } else if (glob.charAt(i) == '/' || registry.isNameCharacter(glob.charAt(i))) {
        i++;
      } else {
        return false;
      }
    }
    return true;
  }

  private static int shortestMatch(String glob) {
    int length = 0;
    int i = 0;
    while (i < glob.length()) {
      boolean wildcard = GlobSyntax.isWildcard(glob.charAt(i));
      length += glob.charAt(i) == '*' ? 0 : 1;
      i = wildcard ? GlobSyntax.wildcardEnd(glob, i, glob.length()) : i + 1;
    }
    return length;
  }

  /** Whether a wildcard may stand for a part of the scope. */
  static boolean hasWildcardInScope(String glob) {
    if (GlobSyntax.isWhole(glob)) {
      return false;
    }
    int slash = glob.indexOf('/');
    return slash < 0 ? glob.contains("**") : GlobSyntax.nextWildcard(glob, 0, slash) < slash;
  }
}
