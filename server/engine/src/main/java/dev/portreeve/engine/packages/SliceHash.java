package dev.portreeve.engine.packages;

import java.util.SplittableRandom;

/**
 * A rolling hash over characters. The multiplier differs from process to process, so that nobody
 * can write patterns that collide.
 */
final class SliceHash {
  static final long EMPTY = 1;

  private static final long M = (new SplittableRandom().nextLong() << 3) | 5;
  private static final long M2 = M * M;
  private static final long M3 = M2 * M;
  private static final long M4 = M3 * M;

  private SliceHash() {}

  /** The hash of a text that is longer by one character. */
  static long add(long hash, char c) {
    return hash * M + c;
  }

  /** The hash after {@code length} more characters, which begin at {@code start} and go by step. */
  static long add(long hash, String text, int start, int step, int length) {
    long sum = hash;
    int i = start;
    int left = length;
    for (; left >= 4; left -= 4) {
      // One multiplication waits for another instead of four.
      sum =
          sum * M4
              + text.charAt(i) * M3
              + text.charAt(i + step) * M2
              + text.charAt(i + 2 * step) * M
              + text.charAt(i + 3 * step);
      i += 4 * step;
    }
    if (left >= 2) {
      sum = sum * M2 + text.charAt(i) * M + text.charAt(i + step);
      i += 2 * step;
      left -= 2;
    }
    return left == 0 ? sum : add(sum, text.charAt(i));
  }

  /** The hash of a slice that is read forwards (step 1) or from its end (step -1). */
  static long of(LiteralGlob slice, int step) {
    int start = step > 0 ? slice.from() : slice.to() - 1;
    return add(EMPTY, slice.source(), start, step, slice.length());
  }

  /** Spreads the bits of a finished hash; a table takes its slot from the low ones. */
  static long mix(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
