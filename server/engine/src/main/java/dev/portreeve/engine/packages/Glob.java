package dev.portreeve.engine.packages;

/** A compiled, brace-free glob over names or versions; matches in time linear in the text. */
sealed interface Glob permits AffixGlob, LiteralGlob, NarrowGlob, WholeGlob, WideGlob {
  boolean matches(String text, long span);

  /** Compiles a slice of a pattern; the glob keeps the pattern rather than a copy. */
  static Glob compile(String source, int from, int to) {
    int wildcard = GlobSyntax.nextWildcard(source, from, to);
    if (wildcard == to) {
      return new LiteralGlob(source, from, to);
    }
    int end = GlobSyntax.wildcardEnd(source, wildcard, to);
    boolean onlyStar =
        source.charAt(wildcard) == '*' && GlobSyntax.nextWildcard(source, end, to) == to;
    if (onlyStar) {
      boolean whole = wildcard == from && end == to && end - wildcard <= 2;
      return whole ? WholeGlob.INSTANCE : new AffixGlob(source, from, wildcard, end, to);
    }
    GlobTokens tokens = new GlobTokens(source.substring(from, to));
    return tokens.count() <= NarrowGlob.MOST_TOKENS ? new NarrowGlob(tokens) : new WideGlob(tokens);
  }
}
