package dev.portreeve.engine.search;

import dev.portreeve.engine.facts.EntityTable;
import dev.portreeve.engine.facts.EntryGroups;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The entries of a table as candidates. */
final class EntryCandidates implements Candidates {
  private final EntityTable table;
  private final @Nullable EntryGroups groups;
  private final int @Nullable [] places;
  private int next;
  private int place;

  /**
   * @param groups of which each is decided alike, or null
   * @param places of the entries that count, ascending; null: all do
   * @param from the first place
   */
  EntryCandidates(
      EntityTable table, @Nullable EntryGroups groups, int @Nullable [] places, int from) {
    this.table = table;
    this.groups = groups;
    this.places = places;
    this.next = places == null ? from : after(places, from);
  }

  private static int after(int[] places, int from) {
    int found = Arrays.binarySearch(places, from);
    return found < 0 ? -found - 1 : found;
  }

  @Override
  public @Nullable String next() {
    if (next >= (places == null ? table.size() : places.length)) {
      return null;
    }
    place = places == null ? next : places[next];
    next++;
    return table.id(place);
  }

  @Override
  public int group() {
    return groups == null ? ALONE : groups.at(place);
  }

  @Override
  public int groups() {
    return groups == null ? 0 : groups.count();
  }
}
