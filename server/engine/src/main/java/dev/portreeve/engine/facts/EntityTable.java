package dev.portreeve.engine.facts;

import dev.portreeve.engine.type.Structure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The entries of one type of subject or resource, in the order of their ids. Immutable. */
public final class EntityTable {
  /*
   * Two arrays and an open-addressed index of places instead of a map of nodes: a map would take
   * 48 bytes more for each of what may be a hundred thousand entries.
   */

  /** One without entries. */
  public static final EntityTable EMPTY = new EntityTable(new String[0], new Structure[0]);

  private static final int SPREAD = 0x9E3779B9;

  private final String[] ids;
  private final Structure[] entries;

  /* Places in the arrays, counted from 1; 0 where there is none. */
  private final int[] index;
  private final int shift;

  /* By fields; as many as the actions of a set read different ones. */
  private final Map<List<Integer>, EntryGroups> groups = new ConcurrentHashMap<>();

  /* By field; made when it is first asked about. */
  private final Map<Integer, EntryIndex> indexes = new ConcurrentHashMap<>();

  /**
   * @param ids ascending, each once; given away by the caller
   * @param entries what is said of each; given away by the caller
   */
  EntityTable(String[] ids, Structure[] entries) {
    this.ids = ids;
    this.entries = entries;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(ids.length) + 1;
    this.shift = Integer.SIZE - bits;
    this.index = new int[1 << bits];
    for (int place = 0; place < ids.length; place++) {
      int at = slot(ids[place]);
      while (index[at] != 0) {
        at = at + 1 & index.length - 1;
      }
      index[at] = place + 1;
    }
  }

  private int slot(String id) {
    return id.hashCode() * SPREAD >>> shift;
  }

  /** What is said of an id, or null when it has no entry. */
  public @Nullable Structure find(String id) {
    int place = placeOf(id);
    return place < 0 ? null : entries[place];
  }

  /** The place of an id, or -1. */
  public int placeOf(String id) {
    int at = slot(id);
    while (index[at] != 0) {
      int place = index[at] - 1;
      if (ids[place].equals(id)) {
        return place;
      }
      at = at + 1 & index.length - 1;
    }
    return -1;
  }

  /** How many entries there are. */
  public int size() {
    return ids.length;
  }

  /** The id at a place. */
  public String id(int place) {
    return ids[place];
  }

  /** What is said at a place. */
  public Structure entry(int place) {
    return entries[place];
  }

  /**
   * The entries in groups, made when they are first asked for.
   *
   * @param fields what the entries of a group agree in, ascending
   */
  public EntryGroups groups(List<Integer> fields) {
    return groups.computeIfAbsent(
        fields,
        wanted -> EntryGroups.of(this, wanted.stream().mapToInt(Integer::intValue).toArray()));
  }

  /**
   * The places of all entries that hold a value in a field, or in the list that it is, ascending.
   * Others may be among them.
   */
  public int[] holding(int field, Object value) {
    return indexes.computeIfAbsent(field, wanted -> EntryIndex.of(this, wanted)).places(value);
  }

  /** The first place whose id comes after a text, which need not have an entry itself. */
  public int placeAfter(String text) {
    int found = Arrays.binarySearch(ids, text);
    return found < 0 ? -found - 1 : found + 1;
  }
}
