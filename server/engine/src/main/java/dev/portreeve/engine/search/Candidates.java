package dev.portreeve.engine.search;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.EntityTable;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ids, or names of actions, that a search may list: ascending, each once. */
public interface Candidates {
  /** What {@link #group} answers for a candidate that is decided by itself. */
  int ALONE = -1;

  /** The next one, or null when there is none left. */
  @Nullable String next();

  /** The group of the one told last, below {@link #groups}, all of which is decided alike. */
  default int group() {
    return ALONE;
  }

  /** How many groups there are. */
  default int groups() {
    return 0;
  }

  /**
   * Everything that is known of the kind and type sought, as far as it comes after a text: entries
   * of the set's directory, members of the team, actions of the schema.
   *
   * @param sought subject, resource or action
   * @param frame with the type of the subject or resource sought
   * @param team that the frame names, or null
   * @param grouping the fields in which entries agree that are decided alike; empty: each by itself
   * @param places of the entries that count, from {@link SearchIndex}; empty: all do
   * @param after the text; empty: from the first one
   */
  static Candidates of(
      Snapshot snapshot,
      Entity sought,
      Frame frame,
      @Nullable Team team,
      Optional<List<Integer>> grouping,
      Optional<int[]> places,
      String after) {
    Schema schema = snapshot.schema();
    return switch (sought) {
      case SUBJECT -> {
        EntityTable table = snapshot.directory().table(Entity.SUBJECT, frame.subjectType());
        Candidates entries = entries(table, grouping, places, after);
        yield team != null && isPerson(schema, frame.subjectType())
            ? new MergedCandidates(entries, names(team.directory().ids(), after))
            : entries;
      }
      case RESOURCE ->
          entries(
              snapshot.directory().table(Entity.RESOURCE, frame.resourceType()),
              grouping,
              places,
              after);
      case ACTION -> names(new ArrayList<>(new TreeSet<>(schema.actions().keySet())), after);
      case CONTEXT -> throw new IllegalArgumentException("a context has no candidates");
    };
  }

  /** Whether the members of teams may be of a type: those of that type have facts of theirs. */
  private static boolean isPerson(Schema schema, String type) {
    if (!schema.subjectTypes().isEmpty() && !schema.subjectTypes().contains(type)) {
      return false;
    }
    return schema.person().fields().stream()
        .map(field -> schema.fact(Entity.SUBJECT, field.name()).orElseThrow())
        .anyMatch((Fact fact) -> schema.stated(fact, type).isPresent());
  }

  private static Candidates entries(
      EntityTable table, Optional<List<Integer>> grouping, Optional<int[]> places, String after) {
    return new EntryCandidates(
        table,
        places.isPresent() ? null : grouping.map(table::groups).orElse(null),
        places.orElse(null),
        after.isEmpty() ? 0 : table.placeAfter(after));
  }

  /**
   * Names as candidates.
   *
   * @param sorted ascending
   */
  static Candidates names(List<String> sorted, String after) {
    return new Candidates() {
      private int place = after.isEmpty() ? 0 : placeAfter(sorted, after);

      @Override
      public @Nullable String next() {
        return place < sorted.size() ? sorted.get(place++) : null;
      }
    };
  }

  private static int placeAfter(List<String> sorted, String text) {
    int found = Collections.binarySearch(sorted, text);
    return found < 0 ? -found - 1 : found + 1;
  }
}
