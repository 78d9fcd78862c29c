package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
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
 * The resource that stands for pending requests of a kind, as the policy set declares it: there is
 * an action {@code TYPE.approve} on it, and its fact {@code request} takes the kind.
 *
 * @param type of the resource
 */
record RequestKind(String type) {
  static final String APPROVE = "approve";
  static final String DENY = "deny";
  static final String VIEW = "view";

  private static final String REQUEST = "request";

  /** The resource for a kind of request, or empty when the set has none. */
  static Optional<RequestKind> of(Schema schema, Object request) {
    for (ActionSpec action : schema.actions().values()) {
      for (String type : action.resourceTypes()) {
        if (action.name().equals(type + "." + APPROVE)
            && accepts(schema, action, type, REQUEST, request)) {
          return Optional.of(new RequestKind(type));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean accepts(
      Schema schema, ActionSpec action, String type, String name, Object raw) {
    Optional<ValueType> taken =
        schema.fact(Entity.RESOURCE, name).flatMap(fact -> schema.typeOf(action, fact, type));
    return taken.isPresent() && !(taken.get().accept(raw) instanceof InvalidValue);
  }

  /** The action that decides whether somebody may do something to such a request. */
  String action(String verb) {
    return type + "." + verb;
  }

  /**
   * The facts of a request: of each the first value that it takes, of what the check said and what
   * the decision wants registered.
   *
   * @param registered the members of {@code register_pending_request}
   * @param check that was decided, as it was sent
   */
  Map<String, Object> facts(
      Schema schema, Map<String, Object> registered, Map<String, Object> check) {
    ActionSpec action = schema.actions().get(action(APPROVE));
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Fact fact : schema.facts()) {
      if (action == null || fact.entity() != Entity.RESOURCE) {
        continue;
      }
      for (Object raw : candidates(fact.name(), registered, check)) {
        if (!facts.containsKey(fact.name()) && accepts(schema, action, type, fact.name(), raw)) {
          facts.put(fact.name(), raw);
        }
      }
    }
    return facts;
  }

  /** The obligation calls some things otherwise than the request that comes of it. */
  private static List<Object> candidates(
      String name, Map<String, Object> registered, Map<String, Object> check) {
    Map<String, Object> resource = BoundTeam.members(check.getOrDefault("resource", Map.of()));
    Map<String, Object> action = BoundTeam.members(check.getOrDefault("action", Map.of()));
    List<Object> found = new ArrayList<>();
    add(found, registered.get(name));
    add(found, BoundTeam.members(action.getOrDefault("properties", Map.of())).get(name));
    if (name.equals("requester")) {
      add(found, registered.get("subject"));
    } else if (name.equals("access")) {
      add(found, registered.get("visibility"));
    } else if (name.equals("element")) {
      add(found, resource.get("id"));
    } else if (name.equals(resource.get("type"))) {
      add(found, resource.get("id"));
    }
    add(found, BoundTeam.members(resource.getOrDefault("properties", Map.of())).get(name));
    return found;
  }

  private static void add(List<Object> found, @Nullable Object raw) {
    if (raw != null) {
      found.add(raw);
    }
  }
}
