package dev.portreeve.policy.packages;

import java.security.SecureRandom;

/**
 * A rolling hash over characters. The multiplier differs from process to process, so that nobody
 * can write patterns that collide.
 */
final class SliceHash {
  static final long EMPTY = 1;

  private static final long MULTIPLIER = new SecureRandom().nextLong() << 3 | 5;

  private SliceHash() {}

  /** The hash of a text that is longer by one character. */
  static long add(long hash, char c) {
    return hash * MULTIPLIER + c;
  }

  /**
   * The hash of {@code length} characters that begin at {@code start} and go on by {@code step}.
   */
  static long of(String text, int start, int step, int length) {
    long hash = EMPTY;
    for (int i = 0; i < length; i++) {
      hash = add(hash, text.charAt(start + i * step));
    }
    return hash;
  }

  /** Spreads the bits of a finished hash; a table takes its slot from the low ones. */
  static long mix(long hash) {
    long mixed = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 29;
  }
}
