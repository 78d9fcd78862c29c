package dev.portreeve.engine.search;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.compiled.OpenFacts;
import dev.portreeve.engine.compiled.PartialPolicy;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.EntityTable;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of a set's directory that a search need look at: what the policy asks of a
 * candidate, once the request has its say, is looked up in indexes over the directory.
 */
public final class SearchIndex {
  /* Each is decided; that many take as long as looking at all of 100,000 in groups. */
  private static final int MOST = 2_000;

  private static final String ACTIONS = "the actions of the schema are few, and each is decided";
  private static final String NO_ENTRIES = "the set's directory has no entries of the type";
  private static final String ANY = "the policy asks nothing of the candidate that an index tells";

  private SearchIndex() {}

  /**
   * Which entries a search looks at: those that are permitted, and perhaps others.
   *
   * @param sought subject, resource or action
   * @param asked the check, with the type of what is sought
   * @param team that the frame names, or null when none is known
   */
  public static SearchPlan plan(
      Snapshot snapshot, Entity sought, Frame asked, @Nullable Team team) {
    if (sought == Entity.ACTION) {
      return SearchPlan.scan(0, ACTIONS);
    }
    EntityTable table = table(snapshot, sought, asked);
    if (table.size() == 0) {
      return SearchPlan.scan(0, NO_ENTRIES);
    }
    Frame frame = asked.copy();
    Optional<Decision> refusal = snapshot.refusal(frame, team);
    if (refusal.isPresent()) {
      return SearchPlan.scan(
          table.size(), "every candidate is denied with " + refusal.get().reason());
    }
    try {
      OpenFacts entries = OpenFacts.ofEntries(snapshot.schema(), sought, frame, team);
      Condition condition = snapshot.partial(frame.actionName()).atLeast(entries, frame, team);
      return plan(table, condition);
    } catch (NotExpressible e) {
      return SearchPlan.scan(table.size(), e.located());
    }
  }

  private static SearchPlan plan(EntityTable table, Condition condition) {
    EntryPlaces.Answer answer =
        new EntryPlaces(table, Math.min(MOST, table.size() / 2)).of(condition);
    if (answer instanceof EntryPlaces.Answer.Found found) {
      return new SearchPlan(
          table.size(), Optional.of(found.places()), List.copyOf(found.facts()), "");
    }
    String because = ((EntryPlaces.Answer.None) answer).told();
    return SearchPlan.scan(table.size(), because.isEmpty() ? ANY : because);
  }

  /**
   * The same with the expression named that keeps an index from helping, where one does. Takes
   * several times as long.
   */
  public static SearchPlan explained(
      Snapshot snapshot, Entity sought, Frame asked, @Nullable Team team) {
    SearchPlan plan = plan(snapshot, sought, asked, team);
    if (!plan.because().equals(ANY)) {
      return plan;
    }
    Frame frame = asked.copy();
    if (snapshot.refusal(frame, team).isPresent()) {
      return plan;
    }
    try {
      OpenFacts entries = OpenFacts.ofEntries(snapshot.schema(), sought, frame, team);
      PartialPolicy.Residual all =
          snapshot.partial(frame.actionName()).exactly(entries, frame, team);
      return all.condition().isAlways()
          ? SearchPlan.scan(plan.entries(), "the policy permits every candidate")
          : plan;
    } catch (NotExpressible e) {
      return SearchPlan.scan(plan.entries(), e.located());
    }
  }

  private static EntityTable table(Snapshot snapshot, Entity sought, Frame frame) {
    return snapshot.directory().table(sought, frame.type(sought));
  }
}
