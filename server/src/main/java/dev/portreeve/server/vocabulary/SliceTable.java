package dev.portreeve.server.vocabulary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by ASCII names that are found as slices of bytes: a hash table that is at least half
 * empty. Immutable.
 *
 * @param <T> what is found
 */
public final class SliceTable<T> {
  /* 2^32 / golden ratio: names that differ in their last letters only do not come to lie in a row. */
  private static final int SPREAD = 0x9E3779B9;

  private final byte[][] names;
  private final @Nullable Object[] values;
  private final int shift;

  /**
   * @param byName names that are not ASCII are never found
   */
  public SliceTable(Map<String, T> byName) {
    int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(byName.size()) + 1);
    this.shift = Integer.SIZE - bits;
    this.names = new byte[1 << bits][];
    this.values = new @Nullable Object[1 << bits];
    byName.forEach(this::put);
  }

  private void put(String name, T value) {
    if (name.chars().anyMatch(unit -> unit >= 0x80)) {
      return;
    }
    int at = place(name.hashCode());
    while (values[at] != null) {
      at = next(at);
    }
    names[at] = name.getBytes(StandardCharsets.US_ASCII);
    values[at] = value;
  }

  /**
   * What the slice names, or null.
   *
   * @param hash that of the string that the slice is, as {@link String#hashCode} makes it
   */
  @SuppressWarnings("unchecked") // only such values are put
  public @Nullable T find(byte[] bytes, int from, int length, int hash) {
    int at = place(hash);
    Object value = values[at];
    while (value != null) {
      byte[] name = names[at];
      if (Arrays.equals(bytes, from, from + length, name, 0, name.length)) {
        return (T) value;
      }
      at = next(at);
      value = values[at];
    }
    return null;
  }

  private int place(int hash) {
    return hash * SPREAD >>> shift;
  }

  private int next(int at) {
    return at + 1 & names.length - 1;
  }
}
