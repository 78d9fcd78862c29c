package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.RequestSpec;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The resource that stands for pending requests of a kind, as the policy set declares it.
 *
 * @param type of the resource
 */
record RequestKind(String type) {
  static final String APPROVE = "approve";
  static final String DENY = "deny";
  static final String VIEW = "view";

  private static final String PROPERTIES = "properties";

  /** The resource for a kind of request, or empty when the set has none. */
  static Optional<RequestKind> of(Schema schema, RequestSpec spec, Object request) {
    for (String type : spec.facts().keySet()) {
      RequestKind kind = new RequestKind(type);
      Optional<ActionSpec> action = schema.action(kind.action(APPROVE));
      if (action.isPresent() && kind.accepts(schema, action.get(), spec.kind(), request)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private boolean accepts(Schema schema, ActionSpec action, String name, Object raw) {
    Optional<ValueType> taken =
        schema.fact(Entity.RESOURCE, name).flatMap(fact -> schema.typeOf(action, fact, type));
    return taken.isPresent() && !(taken.get().accept(raw) instanceof InvalidValue);
  }

  /** The action that decides whether somebody may do something to such a request. */
  String action(String verb) {
    return type + "." + verb;
  }

  /**
   * The facts of a request: of each the first value that it takes, of what the decision wants
   * registered and what the check said.
   *
   * @param registered the members of the obligation
   * @param check that was decided, as it was sent
   */
  Map<String, Object> facts(
      Schema schema, RequestSpec spec, Map<String, Object> registered, Map<String, Object> check) {
    Map<String, Object> facts = new LinkedHashMap<>();
    Optional<ActionSpec> action = schema.action(action(APPROVE));
    if (action.isEmpty()) {
      return facts;
    }
    Map<String, String> named = spec.facts().getOrDefault(type, Map.of());
    for (Fact fact : schema.facts()) {
      String name = fact.name();
      if (fact.entity() == Entity.RESOURCE) {
        List<Object> candidates = new ArrayList<>();
        add(candidates, registered.get(name));
        add(candidates, part(check, "action").get(name));
        add(candidates, registered.get(named.getOrDefault(name, name)));
        add(candidates, part(check, "resource").get(name));
        candidates.stream()
            .filter(raw -> accepts(schema, action.get(), name, raw))
            .findFirst()
            .ifPresent(raw -> facts.put(name, raw));
      }
    }
    return facts;
  }

  private static Map<String, Object> part(Map<String, Object> check, String name) {
    Map<String, Object> part = BoundTeam.members(check.getOrDefault(name, Map.of()));
    return BoundTeam.members(part.getOrDefault(PROPERTIES, Map.of()));
  }

  private static void add(List<Object> found, @Nullable Object raw) {
    if (raw != null) {
      found.add(raw);
    }
  }
}
