package dev.portreeve.sidecar.symbols;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by ASCII names that are found as {@link AsciiSlice} of bytes: a hash table that is at
 * least half empty. Immutable.
 *
 * @param <T> what is found
 */
public final class ByteStringMap<T> {
  /*
   * What is found by one name. The first eight bytes and the last eight are all of most names, and
   * are compared without another look into memory.
   */
  private static final class Entry<T> {
    private final int length;
    private final long head;
    private final long tail;
    private final byte[] name;
    private final T value;

    Entry(byte[] name, T value) {
      this.length = name.length;
      this.head = AsciiSlice.word(name, 0, length);
      this.tail = AsciiSlice.lastWord(name, 0, length);
      this.name = name;
      this.value = value;
    }

    boolean is(byte[] bytes, int from, int given) {
      return length == given
          && head == AsciiSlice.word(bytes, from, from + given)
          && (given <= Long.BYTES || tail == AsciiSlice.lastWord(bytes, from, from + given))
          && (given <= 2 * Long.BYTES || AsciiSlice.equalMiddles(bytes, from, name));
    }
  }

  private final @Nullable Entry<T>[] entries;
  private final int shift;

  /**
   * @param byName names that are not ASCII are never found
   */
  @SuppressWarnings("unchecked") // only such entries are put
  public ByteStringMap(Map<String, T> byName) {
    int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(byName.size()) + 1);
    this.shift = Integer.SIZE - bits;
    this.entries = (Entry<T>[]) new Entry<?>[1 << bits];
    byName.forEach(this::put);
  }

  private void put(String name, T value) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    long slice = AsciiSlice.ascii(bytes, 0, bytes.length);
    if (slice == AsciiSlice.NONE) {
      return;
    }
    int at = AsciiSlice.hash(slice) >>> shift;
    while (entries[at] != null) {
      at = next(at);
    }
    entries[at] = new Entry<>(bytes, value);
  }

  /**
   * What the slice names, or null.
   *
   * @param slice of the bytes that begin at {@code from}
   */
  public @Nullable T find(byte[] bytes, int from, long slice) {
    int at = AsciiSlice.hash(slice) >>> shift;
    int length = AsciiSlice.length(slice);
    for (Entry<T> entry = entries[at]; entry != null; entry = entries[at]) {
      if (entry.is(bytes, from, length)) {
        return entry.value;
      }
      at = next(at);
    }
    return null;
  }

  /** What a string names that was not found as a slice, or null. */
  public @Nullable T find(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    long slice = AsciiSlice.ascii(bytes, 0, bytes.length);
    return slice == AsciiSlice.NONE ? null : find(bytes, 0, slice);
  }

  private int next(int at) {
    return at + 1 & entries.length - 1;
  }
}
