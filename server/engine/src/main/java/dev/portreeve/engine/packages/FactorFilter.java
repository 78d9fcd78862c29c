package dev.portreeve.engine.packages;

import java.util.List;

/**
 * Tells early that no factor begins as a text does, and at which lengths one may end.
 *
 * <p>A text is read in strides: three characters, then four and four. For what has been read it
 * gives a few bits: whether a factor goes on, and whether one ends 1, 2, 3 or 4 characters later.
 * As the bits are filed by a hash they can be too many, never too few.
 */
final class FactorFilter {
  static final int FIRST_STRIDE = 3;
  static final int STRIDE = 4;

  private static final int GOES_ON = 1;
  private static final int SLOTS_PER_STRIDE = 4;

  private final byte[] bits;
  private final int step;
  private int root;

  /**
   * Files factors.
   *
   * @param whole texts that are looked up only as a whole, so that their lengths need no bit
   * @param step 1 when factors are read forwards, -1 when they are read from their end
   */
  FactorFilter(List<LiteralGlob> factors, List<LiteralGlob> whole, int step) {
    this.step = step;
    int strides = 0;
    for (LiteralGlob factor : factors) {
      strides += 1 + factor.length() / STRIDE;
    }
    for (LiteralGlob text : whole) {
      strides += 1 + text.length() / STRIDE;
    }
    bits = new byte[Integer.highestOneBit(strides * SLOTS_PER_STRIDE)];
    factors.forEach(factor -> file(factor, 1 << lengthIn(factor.length())));
    whole.forEach(text -> file(text, GOES_ON));
  }

  /* How far behind the end of a stride a factor of this length ends: 1 to 4. */
  private static int lengthIn(int length) {
    return length <= FIRST_STRIDE ? length : (length - FIRST_STRIDE - 1) % STRIDE + 1;
  }

  private void file(LiteralGlob factor, int last) {
    int start = step > 0 ? factor.from() : factor.to() - 1;
    long hash = SliceHash.EMPTY;
    int read = 0;
    int next = FIRST_STRIDE;
    root |= factor.length() > next ? GOES_ON : last;
    while (factor.length() > next) {
      hash = SliceHash.add(hash, factor.source(), start + read * step, step, next - read);
      read = next;
      next += STRIDE;
      bits[slot(hash)] |= (byte) (factor.length() > next ? GOES_ON : last);
    }
  }

  /** The bits before anything is read. */
  int root() {
    return root;
  }

  /** The bits for the strides read; 0 when no factor goes on. */
  int after(long hash) {
    return bits[slot(hash)];
  }

  /** Whether a factor may end so many characters, 1 to 4, after the strides read. */
  static boolean endsAfter(int bits, int characters) {
    return (bits >>> characters & 1) != 0;
  }

  /** Whether a factor may end before the next stride does. */
  static boolean endsSoon(int bits) {
    return bits > GOES_ON;
  }

  private int slot(long hash) {
    return (int) SliceHash.mix(hash) & bits.length - 1;
  }
}
