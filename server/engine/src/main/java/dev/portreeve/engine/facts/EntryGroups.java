package dev.portreeve.engine.facts;

import dev.portreeve.engine.type.Structure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of a table in groups of which some fields say the same: a policy that reads nothing
 * else of an entry decides the same about all of a group. Immutable.
 */
public final class EntryGroups {
  /* Stands for a field that an entry says nothing of; a default is something else. */
  private static final Object NOTHING = new Object();

  private final int[] groupOf;
  private final int count;

  private EntryGroups(int[] groupOf, int count) {
    this.groupOf = groupOf;
    this.count = count;
  }

  /**
   * Groups the entries.
   *
   * @param fields what entries of a group agree in
   */
  static EntryGroups of(EntityTable table, int[] fields) {
    Map<List<Object>, Integer> known = new HashMap<>();
    int[] groupOf = new int[table.size()];
    for (int place = 0; place < groupOf.length; place++) {
      List<Object> key = key(table.entry(place), fields);
      Integer group = known.get(key);
      if (group == null) {
        group = known.size();
        known.put(key, group);
      }
      groupOf[place] = group;
    }
    return new EntryGroups(groupOf, known.size());
  }

  private static List<Object> key(Structure entry, int[] fields) {
    List<Object> key = new ArrayList<>(fields.length);
    for (int field : fields) {
      Object value = entry.has(field) ? entry.value(field) : null;
      key.add(value == null ? NOTHING : value);
    }
    return key;
  }

  /** The group of the entry at a place, counted from 0. */
  public int at(int place) {
    return groupOf[place];
  }

  /** How many groups there are. */
  public int count() {
    return count;
  }
}
