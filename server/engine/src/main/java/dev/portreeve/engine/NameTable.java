package dev.portreeve.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot finds by name in every check: a hash table that is at least half empty.
 * Immutable.
 *
 * @param <T> what is found
 */
final class NameTable<T> {
  /* 2^32 / golden ratio: names that differ in their last letters only do not come to lie in a row. */
  private static final int SPREAD = 0x9E3779B9;

  private final @Nullable String[] names;
  private final @Nullable Object[] values;
  private final int shift;

  NameTable(Map<String, T> byName) {
    int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(byName.size()) + 1);
    this.shift = Integer.SIZE - bits;
    this.names = new @Nullable String[1 << bits];
    this.values = new @Nullable Object[1 << bits];
    byName.forEach(this::put);
  }

  private void put(String name, T value) {
    int at = place(name);
    while (names[at] != null) {
      at = next(at);
    }
    names[at] = name;
    values[at] = value;
  }

  @SuppressWarnings("unchecked") // only such values are put
  @Nullable T find(String wanted) {
    int at = place(wanted);
    String name = names[at];
    while (name != null) {
      if (name.equals(wanted)) {
        return (T) values[at];
      }
      at = next(at);
      name = names[at];
    }
    return null;
  }

  private int place(String name) {
    return name.hashCode() * SPREAD >>> shift;
  }

  private int next(int at) {
    return at + 1 & names.length - 1;
  }
}
