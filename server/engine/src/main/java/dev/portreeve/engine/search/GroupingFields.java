package dev.portreeve.engine.search;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.ChangeSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.FromDirectory;
import dev.portreeve.engine.schema.FromDirectory.PersonId;
import dev.portreeve.engine.schema.FromDirectory.Question;
import dev.portreeve.engine.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the policies of a set read of a candidate. One whose decision depends on some fields of its
 * entry alone is decided as every other that agrees in these; one whose id is read is not.
 */
public final class GroupingFields {
  private static final String CHANGE = "change.";

  private final Snapshot snapshot;
  private final Map<String, Optional<List<Integer>>> known = new ConcurrentHashMap<>();

  public GroupingFields(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** Whose policies they are. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /**
   * The fields of a candidate's entry that the decision on an action depends on, ascending; empty
   * when it depends on more of the candidate than these, or when there is no such action.
   *
   * @param sought subject or resource
   */
  public Optional<List<Integer>> of(Entity sought, String action) {
    Optional<ActionSpec> spec = snapshot.schema().action(action);
    return spec.isEmpty() || sought == Entity.ACTION
        ? Optional.empty()
        : known.computeIfAbsent(sought + " " + action, unused -> read(sought, spec.get()));
  }

  private Optional<List<Integer>> read(Entity sought, ActionSpec spec) {
    FactReads reads =
        new FactReads(snapshot.definitions())
            .enter(snapshot.guards(), snapshot.policy(spec.name()), spec);
    Set<String> fields = reads.fields();
    if (fields.contains(sought.variable() + ".id")) {
      return Optional.empty();
    }
    TreeSet<Integer> own = new TreeSet<>();
    for (Fact fact : snapshot.schema().facts()) {
      if (isRead(fact, fields)) {
        Optional<FromDirectory> from = fact.directory();
        if (from.isPresent() && dependsOn(sought, from.get().question())) {
          int field = field(sought, from.get().question());
          if (field < 0) {
            return Optional.empty();
          }
          own.add(field);
        }
      }
    }
    return Optional.of(List.copyOf(own));
  }

  private boolean isRead(Fact fact, Set<String> fields) {
    return fields.contains(fact.variable())
        || fields.stream().anyMatch(field -> field.startsWith(CHANGE)) && proposes(fact);
  }

  private boolean proposes(Fact fact) {
    Schema schema = snapshot.schema();
    return schema
        .change()
        .map((ChangeSpec c) -> List.of(c.setting(), c.value(), c.add(), c.remove()).contains(fact))
        .orElse(false);
  }

  private static boolean dependsOn(Entity sought, Question question) {
    if (question instanceof Question.OfResource) {
      return sought == Entity.RESOURCE;
    }
    return question instanceof Question.Of of
        && (sought == Entity.SUBJECT
            ? of.whose() instanceof PersonId.Subject
            : of.whose() instanceof PersonId.Resource);
  }

  /** The field of the candidate's own entry that answers, or -1 when that of another one does. */
  private static int field(Entity sought, Question question) {
    if (question instanceof Question.OfResource of) {
      return of.field();
    }
    return sought == Entity.SUBJECT && question instanceof Question.Of of ? of.field() : -1;
  }
}
