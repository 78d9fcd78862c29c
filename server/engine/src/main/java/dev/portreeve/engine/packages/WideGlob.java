package dev.portreeve.engine.packages;

/** A {@link NarrowGlob} of more tokens: its states are the bits of four words. */
final class WideGlob implements Glob {
  /** More than the longest name or version that a glob may be written for. */
  static final int MOST_TOKENS = 255;

  private static final int WORDS = 4;

  private final TokenMasks takes;
  private final long[] stays;
  private final long[] staysAtSlash;
  private final int tokens;

  WideGlob(GlobTokens glob) {
    if (glob.count() > MOST_TOKENS) {
      throw new IllegalArgumentException("a glob has at most " + MOST_TOKENS + " tokens");
    }
    takes = new TokenMasks(glob, WORDS);
    stays = glob.stays('a', WORDS);
    staysAtSlash = glob.stays('/', WORDS);
    tokens = glob.count();
  }

  /* The words are four variables, not an array, so that a match allocates nothing. */
  @Override
  public boolean matches(String text, long span) {
    int to = Span.to(span);
    long live0 = 1;
    long live1 = 0;
    long live2 = 0;
    long live3 = 0;
    for (int i = Span.from(span); i < to; i++) {
      char c = text.charAt(i);
      long[] stay = c == '/' ? staysAtSlash : stays;
      int mask = takes.indexOf(c);
      long taken0 = live0 & takes.word(mask);
      long taken1 = live1 & takes.word(mask + 1);
      long taken2 = live2 & takes.word(mask + 2);
      long taken3 = live3 & takes.word(mask + 3);
      live0 = taken0 << 1 | (live0 & stay[0]);
      live1 = taken1 << 1 | taken0 >>> 63 | (live1 & stay[1]);
      live2 = taken2 << 1 | taken1 >>> 63 | (live2 & stay[2]);
      live3 = taken3 << 1 | taken2 >>> 63 | (live3 & stay[3]);
      if ((live0 | live1 | live2 | live3) == 0) {
        return false;
      }
    }
    long last =
        switch (tokens >> 6) {
          case 0 -> live0;
          case 1 -> live1;
          case 2 -> live2;
          default -> live3;
        };
    return (last >>> tokens & 1) != 0;
  }
}
