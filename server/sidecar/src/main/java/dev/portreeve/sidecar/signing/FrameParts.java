package dev.portreeve.sidecar.signing;

import dev.portreeve.engine.explain.PlainValue;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.InvalidValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a check as AuthZEN writes them, with the facts that the schema declares. Those that
 * a request for approval is not bound to are left out: what the set lets change, and the time.
 */
final class FrameParts {
  private final Frame frame;

  FrameParts(Frame frame) {
    this.frame = frame;
  }

  Map<String, Object> subject() {
    return party(Entity.SUBJECT, frame.subjectType(), frame.subjectId());
  }

  Map<String, Object> resource() {
    return party(Entity.RESOURCE, frame.resourceType(), frame.resourceId());
  }

  Map<String, Object> action() {
    Map<String, Object> action = new LinkedHashMap<>();
    action.put("name", frame.actionName());
    return with(facts(Entity.ACTION), action);
  }

  /** What the context says beside the members that every set has. */
  Map<String, Object> context() {
    Map<String, Object> context = facts(Entity.CONTEXT);
    context.keySet().removeAll(Schema.BUILT_IN);
    return context;
  }

  /** The names of the members of the context that are part of the check. */
  List<String> contextMembers() {
    return List.copyOf(context().keySet());
  }

  private Map<String, Object> party(Entity entity, String type, String id) {
    Map<String, Object> party = new LinkedHashMap<>();
    party.put("type", type);
    party.put("id", id);
    return with(facts(entity), party);
  }

  private static Map<String, Object> with(
      Map<String, Object> properties, Map<String, Object> part) {
    if (!properties.isEmpty()) {
      part.put("properties", properties);
    }
    return part;
  }

  private boolean binds(Fact fact) {
    return !(fact.absent() instanceof Fact.Absent.Now)
        && frame.schema().requests().stream()
            .noneMatch(spec -> spec.mayChange().contains(fact.path()));
  }

  private Map<String, Object> facts(Entity entity) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Fact fact : frame.schema().facts()) {
      Object value = fact.entity() == entity && binds(fact) ? frame.value(fact.slot()) : null;
      if (value != null && !(value instanceof InvalidValue)) {
        facts.put(fact.name(), PlainValue.of(value));
      }
    }
    return facts;
  }
}
