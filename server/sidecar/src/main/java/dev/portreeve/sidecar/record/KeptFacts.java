package dev.portreeve.sidecar.record;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.store.StoredRecord;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of a check that the store states and no request: those which the schema declares under
 * a type that is kept.
 *
 * @param types of subjects and resources
 */
public record KeptFacts(Set<String> types) {
  private static final List<Entity> KEPT = List.of(Entity.SUBJECT, Entity.RESOURCE);

  public KeptFacts {
    types = Set.copyOf(types);
  }

  /** Finds what is known of a subject or resource. */
  @FunctionalInterface
  interface Source<E extends Exception> {
    Optional<StoredRecord> find(String team, String type, String id) throws E;
  }

  /** Whether the store states anything of a check. */
  public boolean concern(Frame frame) {
    return types.contains(frame.subjectType()) || types.contains(frame.resourceType());
  }

  /** Takes away what a request states and may not. */
  public void forget(Frame frame) {
    for (Entity entity : KEPT) {
      own(frame, entity).forEach(fact -> frame.forget(fact.slot()));
    }
  }

  /**
   * States what is known.
   *
   * @return the path of the id of which nothing is known, or empty
   */
  <E extends Exception> Optional<String> state(Frame frame, String team, Source<E> source)
      throws E {
    forget(frame);
    for (Entity entity : KEPT) {
      if (types.contains(frame.type(entity))) {
        Optional<StoredRecord> known = source.find(team, frame.type(entity), frame.id(entity));
        if (known.isEmpty()) {
          return Optional.of(entity.variable() + ".id");
        }
        Map<String, Object> members = new JsonObject(known.get().document()).getMap();
        for (Fact fact : own(frame, entity)) {
          Object value = members.get(fact.name());
          if (value != null && value != JsonNull.INSTANCE) {
            frame.fact(fact.slot(), value);
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<Fact> own(Frame frame, Entity entity) {
    String type = frame.type(entity);
    return types.contains(type) ? frame.schema().ownFacts(entity, type) : List.of();
  }

  /** The facts of a name that the subjects and the resources of a type have. */
  public static List<Fact> named(Schema schema, String type, String name) {
    return KEPT.stream()
        .flatMap(entity -> schema.ownFacts(entity, type).stream())
        .filter(fact -> fact.name().equals(name))
        .toList();
  }
}
