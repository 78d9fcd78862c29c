package dev.portreeve.engine.packages;

import java.util.BitSet;

/**
 * The tokens of a brace-free glob: literals, {@code ?} and classes. A star is no token; it stands
 * at the state that lies before a token, or at the last one.
 */
final class GlobTokens {
  private final String glob;
  private final int[] starts;
  private final BitSet stars = new BitSet();
  private final BitSet deepStars = new BitSet();
  private final int count;

  GlobTokens(String glob) {
    this.glob = glob;
    starts = new int[glob.length()];
    int tokens = 0;
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      int end = GlobSyntax.isWildcard(c) ? GlobSyntax.wildcardEnd(glob, i, glob.length()) : i + 1;
      if (c == '*') {
        stars.set(tokens);
        deepStars.set(tokens, end - i > 1);
      } else {
        starts[tokens++] = i;
      }
      i = end;
    }
    count = tokens;
  }

  int count() {
    return count;
  }

  /** The states at which a star may absorb {@code c}, as words of bits. */
  long[] stays(char c, int words) {
    return words(c == '/' ? deepStars : stars, words);
  }

  /** The tokens that take {@code c}, as words of bits. */
  long[] takes(char c, int words) {
    BitSet taking = new BitSet();
    for (int token = 0; token < count; token++) {
      taking.set(token, takes(starts[token], c));
    }
    return words(taking, words);
  }

  private boolean takes(int start, char c) {
    return switch (glob.charAt(start)) {
      case '?' -> c != '/';
      case '[' -> CharClass.contains(glob, start, c);
      default -> glob.charAt(start) == c;
    };
  }

  private static long[] words(BitSet bits, int words) {
    long[] padded = new long[words];
    long[] used = bits.toLongArray();
    System.arraycopy(used, 0, padded, 0, used.length);
    return padded;
  }
}
