package dev.portreeve.engine.packages;

import java.util.Arrays;

/**
 * For each ASCII character the tokens of a glob that take it, as words of bits.
 *
 * <p>Characters that no token tells from the rest share the first entry; the others are found by
 * counting the bits below theirs.
 */
final class TokenMasks {
  /* A control character: no glob mentions it. */
  private static final char UNMENTIONED = 1;

  private final long low;
  private final long high;
  private final int words;
  private final long[] masks;

  TokenMasks(GlobTokens tokens, int words) {
    long[] rest = tokens.takes(UNMENTIONED, words);
    long[] found = Arrays.copyOf(rest, 129 * words);
    long[] mentioned = new long[2];
    int used = words;
    for (char c = 0; c < 128; c++) {
      long[] mask = tokens.takes(c, words);
      if (!Arrays.equals(mask, rest)) {
        mentioned[c >> 6] |= 1L << c;
        System.arraycopy(mask, 0, found, used, words);
        used += words;
      }
    }
    this.words = words;
    low = mentioned[0];
    high = mentioned[1];
    masks = Arrays.copyOf(found, used);
  }

  /** Where the words for the character begin. */
  int indexOf(char c) {
    long bit = 1L << c;
    if (c < 64) {
      return (low & bit) == 0 ? 0 : words * (1 + Long.bitCount(low & bit - 1));
    }
    if (c >= 128 || (high & bit) == 0) {
      return 0;
    }
    return words * (1 + Long.bitCount(low) + Long.bitCount(high & bit - 1));
  }

  long word(int index) {
    return masks[index];
  }
}
