package dev.portreeve.engine.search;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.compiled.OpenFacts;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.facts.EntityTable;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of a set's directory that a search need look at: what the policy asks of a
 * candidate, once the request has its say, is looked up in indexes over the directory.
 */
public final class SearchIndex {
  /* Each is decided; that many take as long as looking at all of 100,000 in groups. */
  private static final int MOST = 2_000;

  private SearchIndex() {}

  /**
   * The places in the table of what is sought of all entries that are permitted, and perhaps of
   * others; empty when no index narrows the search.
   *
   * @param sought subject, resource or action
   * @param asked the check, with the type of what is sought
   * @param team that the frame names, or null when none is known
   */
  public static Optional<int[]> places(
      Snapshot snapshot, Entity sought, Frame asked, @Nullable Team team) {
    EntityTable table = table(snapshot, sought, asked);
    Frame frame = asked.copy();
    if (table.size() == 0 || snapshot.refusal(frame, team).isPresent()) {
      return Optional.empty();
    }
    try {
      OpenFacts entries = OpenFacts.ofEntries(snapshot.schema(), sought, frame, team);
      Condition condition = snapshot.partial(frame.actionName()).atLeast(entries, frame, team);
      return new EntryPlaces(table, Math.min(MOST, table.size() / 2)).of(condition);
    } catch (NotExpressible e) {
      return Optional.empty();
    }
  }

  private static EntityTable table(Snapshot snapshot, Entity sought, Frame frame) {
    return switch (sought) {
      case SUBJECT -> snapshot.directory().table(Entity.SUBJECT, frame.subjectType());
      case RESOURCE -> snapshot.directory().table(Entity.RESOURCE, frame.resourceType());
      case ACTION, CONTEXT -> EntityTable.EMPTY;
    };
  }
}
