package dev.portreeve.engine.packages;

/**
 * A glob with several wildcards, run as a nondeterministic automaton whose states are the bits of
 * one word: bit {@code i} is set when {@code i} tokens of the glob have been matched.
 */
final class NarrowGlob implements Glob {
  /*
   * One character moves every live state at once, live = (live & takes(c)) << 1 | live & stays(c):
   * bit i of takes(c) says that token i takes c, bit i of stays(c) that a star at state i absorbs
   * it. This is the Shift-And algorithm of Baeza-Yates and Gonnet with self-loops for the stars.
   * Nothing backtracks, and the stars of `*a*a*a*b` cost no more than its letters.
   */
  static final int MOST_TOKENS = 63;

  private final TokenMasks takes;
  private final long stays;
  private final long staysAtSlash;
  private final int tokens;

  NarrowGlob(GlobTokens glob) {
    takes = new TokenMasks(glob, 1);
    stays = glob.stays('a', 1)[0];
    staysAtSlash = glob.stays('/', 1)[0];
    tokens = glob.count();
  }

  @Override
  public boolean matches(String text, long span) {
    int to = Span.to(span);
    long live = 1;
    for (int i = Span.from(span); i < to && live != 0; i++) {
      char c = text.charAt(i);
      long moved = (live & takes.word(takes.indexOf(c))) << 1;
      live = moved | (live & (c == '/' ? staysAtSlash : stays));
    }
    return (live >>> tokens & 1) != 0;
  }
}
