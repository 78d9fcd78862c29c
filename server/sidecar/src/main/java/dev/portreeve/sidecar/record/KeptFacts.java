package dev.portreeve.sidecar.record;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.RecordFact;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.store.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The facts of a check that the store states and no request: those which the schema declares under
 * a type that is kept, and those which it has made of records that are.
 */
public final class KeptFacts {
  private static final List<Entity> KEPT = List.of(Entity.SUBJECT, Entity.RESOURCE);

  private final Set<String> types;

  /* Worked out when an action is first asked about under a snapshot. */
  private volatile Reads reads = new Reads("", new ConcurrentHashMap<>());

  /**
   * What the policies of a snapshot read of what is made of records.
   *
   * @param version of the snapshot
   * @param byAction the facts stated, by action
   */
  private record Reads(String version, Map<String, List<RecordFact>> byAction) {}

  /**
   * @param types of subjects, resources and records
   */
  public KeptFacts(Set<String> types) {
    this.types = Set.copyOf(types);
  }

  /** The types that are kept. */
  public Set<String> types() {
    return types;
  }

  /** Whether the store states anything of a check. */
  public boolean concern(Snapshot snapshot, Frame frame) {
    return !types.isEmpty()
        && (types.contains(frame.subjectType())
            || types.contains(frame.resourceType())
            || !made(snapshot, frame.actionName()).isEmpty());
  }

  /** The facts made of records that the policy of an action reads. */
  private List<RecordFact> made(Snapshot snapshot, String action) {
    Reads known = reads;
    if (!known.version().equals(snapshot.version())) {
      known = new Reads(snapshot.version(), new ConcurrentHashMap<>());
      reads = known;
    }
    List<RecordFact> made = known.byAction().get(action);
    if (made == null) {
      Optional<ActionSpec> spec = snapshot.schema().action(action);
      made = spec.isEmpty() ? List.of() : read(snapshot, spec.get());
      if (spec.isPresent()) { // requests may name any others
        known.byAction().put(action, made);
      }
    }
    return made;
  }

  private List<RecordFact> read(Snapshot snapshot, ActionSpec action) {
    String name = action.name();
    Set<String> fields =
        new FactReads(snapshot.definitions())
            .enter(snapshot.guards(), snapshot.policy(name), action)
            .fields();
    return snapshot.schema().records().facts().stream()
        .filter(made -> types.contains(made.type()))
        .filter(made -> fields.contains(made.fact().variable()))
        .filter(made -> made.actions().isEmpty() || made.actions().contains(name))
        .toList();
  }

  /**
   * Whether the records have to be looked at, or what they state of a check is plain without.
   *
   * @param team that the check is decided for
   */
  boolean ask(Snapshot snapshot, Frame frame, Team team) {
    return types.contains(frame.subjectType())
        || types.contains(frame.resourceType())
        || made(snapshot, frame.actionName()).stream()
            .anyMatch(made -> RecordFacts.concern(made, frame, team));
  }

  /** Takes away what a request states and may not. */
  public void forget(Frame frame) {
    for (Entity entity : KEPT) {
      own(frame, entity).forEach(fact -> frame.forget(fact.slot()));
    }
    frame.schema().records().facts().stream()
        .filter(made -> types.contains(made.type()))
        .forEach(made -> frame.forget(made.fact().slot()));
  }

  /**
   * States what is known.
   *
   * @param team that the check is decided for
   * @return the path of the id of which nothing is known, or empty
   */
  <E extends Exception> Optional<String> state(
      Snapshot snapshot, Frame frame, Team team, RecordSource<E> source) throws E {
    for (Entity entity : KEPT) {
      if (types.contains(frame.type(entity))) {
        List<Fact> own = own(frame, entity);
        own.forEach(fact -> frame.forget(fact.slot()));
        Optional<StoredRecord> known = source.find(frame.type(entity), frame.id(entity));
        if (known.isEmpty()) {
          return Optional.of(entity.variable() + ".id");
        }
        Map<String, Object> members = known.get().members();
        for (Fact fact : own) {
          Object value = members.get(fact.name());
          if (value != null && value != JsonNull.INSTANCE) {
            frame.fact(fact.slot(), value);
          }
        }
      }
    }
    RecordFacts facts = new RecordFacts(frame, team);
    for (RecordFact made : made(snapshot, frame.actionName())) {
      facts.state(made, source);
    }
    return Optional.empty();
  }

  private List<Fact> own(Frame frame, Entity entity) {
    String type = frame.type(entity);
    return types.contains(type) ? frame.schema().ownFacts(entity, type) : List.of();
  }
}
