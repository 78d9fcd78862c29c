package dev.portreeve.engine.facts;

import dev.portreeve.engine.type.Structure;
import java.util.Arrays;
import java.util.List;

/**
 * The entries of a table by what a field of theirs holds; of a list, by each of its elements.
 * Immutable.
 */
final class EntryIndex {
  /*
   * Hash and place in one sorted array: 8 bytes for each entry, where a map of lists would take ten
   * times as much. What shares a hash is found as well; whoever asks decides each entry anyway.
   */
  private static final long PLACE = 0xFFFF_FFFFL;

  private final long[] sorted;

  private EntryIndex(long[] sorted) {
    this.sorted = sorted;
  }

  static EntryIndex of(EntityTable table, int field) {
    long[] found = new long[table.size()];
    int count = 0;
    for (int place = 0; place < table.size(); place++) {
      Structure entry = table.entry(place);
      Object value = entry.has(field) ? entry.value(field) : null;
      if (value == null) {
        continue;
      }
      List<?> parts = value instanceof List<?> list ? list : List.of(value);
      for (Object part : parts) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count + 1);
        }
        found[count++] = (long) hash(part) << Integer.SIZE | place;
      }
    }
    long[] sorted = Arrays.copyOf(found, count);
    Arrays.sort(sorted);
    return new EntryIndex(sorted);
  }

  /* Zero and negative zero are one number. */
  private static int hash(Object value) {
    return value instanceof Double number ? Double.hashCode(number + 0.0) : value.hashCode();
  }

  /** The places of all entries that hold a value, and perhaps of others, ascending. */
  int[] places(Object value) {
    int hash = hash(value);
    int from = first((long) hash << Integer.SIZE);
    int to = from;
    while (to < sorted.length && (int) (sorted[to] >> Integer.SIZE) == hash) {
      to++;
    }
    return Arrays.stream(sorted, from, to)
        .mapToInt(one -> (int) (one & PLACE))
        .distinct()
        .toArray();
  }

  private int first(long key) {
    int found = Arrays.binarySearch(sorted, key);
    return found < 0 ? -found - 1 : found;
  }
}
