package dev.portreeve.engine.search;

import dev.portreeve.engine.facts.EntityTable;
import dev.portreeve.engine.facts.EntryGroups;
import org.jspecify.annotations.Nullable;

/** The entries of a table as candidates. */
final class EntryCandidates implements Candidates {
  private final EntityTable table;
  private final @Nullable EntryGroups groups;
  private int place;

  /**
   * @param groups of which each is decided alike, or null
   * @param from the first place
   */
  EntryCandidates(EntityTable table, @Nullable EntryGroups groups, int from) {
    this.table = table;
    this.groups = groups;
    this.place = from;
  }

  @Override
  public @Nullable String next() {
    return place < table.size() ? table.id(place++) : null;
  }

  @Override
  public int group() {
    return groups == null ? ALONE : groups.at(place - 1);
  }

  @Override
  public int groups() {
    return groups == null ? 0 : groups.count();
  }
}
