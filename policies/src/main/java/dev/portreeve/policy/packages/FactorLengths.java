package dev.portreeve.policy.packages;

import java.util.List;

/**
 * Says which lengths of factors can be met at a place of a text, so that only those are looked up.
 *
 * <p>Bit {@code n} of a word stands for length {@code n}. The words are filed under the first three
 * characters; shorter factors are always looked up.
 */
final class FactorLengths {
  private static final int FILED_UNDER = 3;
  private static final int MOST_WORDS = 1024;

  private final long[] words;
  private final int step;
  private long ofShort;

  /**
   * Files the lengths of the factors.
   *
   * @param step 1 when factors are read forwards, -1 when they are read from their end
   */
  FactorLengths(List<LiteralGlob> factors, int step) {
    this.step = step;
    words = new long[Math.min(MOST_WORDS, Integer.highestOneBit(factors.size()))];
    for (LiteralGlob factor : factors) {
      long bit = 1L << factor.length();
      if (factor.length() < FILED_UNDER) {
        ofShort |= bit;
      } else {
        words[word(factor.source(), step > 0 ? factor.from() : factor.to() - 1)] |= bit;
      }
    }
  }

  /** The lengths to look up in the {@code room} characters that begin at {@code start}. */
  long at(String text, int start, int room) {
    return room < FILED_UNDER ? ofShort : ofShort | words[word(text, start)];
  }

  private int word(String text, int start) {
    int hash = text.charAt(start);
    hash = hash * 31 + text.charAt(start + step);
    hash = hash * 31 + text.charAt(start + 2 * step);
    return (hash ^ hash >>> 7) & words.length - 1;
  }
}
