package dev.portreeve.policy.packages;

import java.util.List;

/** An immutable hash table from slices of patterns to values; a look-up copies no characters. */
final class SliceTable<T> {
  static final int NO_ENTRY = -1;

  private static final long ORDINAL = 0xffff_ffffL;

  /* A slot holds the upper half of the hash and one more than the entry's ordinal, or 0. */
  private final long[] slots;
  private final LiteralGlob[] keys;
  private final T[] values;

  /**
   * Builds the table; the keys differ from each other.
   *
   * @param hashes what {@link #find} will be asked with for each key
   */
  SliceTable(List<LiteralGlob> keys, long[] hashes, T[] values) {
    this.keys = keys.toArray(new LiteralGlob[0]);
    this.values = values;
    slots = new long[capacity(keys.size())];
    for (int ordinal = 0; ordinal < hashes.length; ordinal++) {
      long mixed = SliceHash.mix(hashes[ordinal]);
      int slot = (int) mixed & slots.length - 1;
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = (mixed & ~ORDINAL) | (ordinal + 1);
    }
  }

  /* A power of two that the entries fill to two thirds at most. */
  private static int capacity(int entries) {
    int least = entries + entries / 2 + 1;
    return Integer.highestOneBit(least) * (Integer.bitCount(least) == 1 ? 1 : 2);
  }

  /** The entry whose key equals the slice of the text, or {@link #NO_ENTRY}. */
  int find(long hash, String text, long span) {
    long mixed = SliceHash.mix(hash);
    int slot = (int) mixed & slots.length - 1;
    while (slots[slot] != 0) {
      int ordinal = (int) slots[slot] - 1;
      if ((slots[slot] ^ mixed) >>> 32 == 0 && keys[ordinal].matches(text, span)) {
        return ordinal;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return NO_ENTRY;
  }

  T value(int entry) {
    return values[entry];
  }
}
