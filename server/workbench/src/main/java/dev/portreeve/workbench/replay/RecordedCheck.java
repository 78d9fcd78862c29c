package dev.portreeve.workbench.replay;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.JsonNull;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The check of a record as a policy set would have received it.
 *
 * @param frame the check, at the moment of the record
 * @param hidden the fields that the record hides
 * @param undeclared the facts that it has and the schema does not know, as policies would write
 *     them
 */
record RecordedCheck(Frame frame, Set<String> hidden, Set<String> undeclared) {

  /** The check of a record, by the schema of the set that is to decide it. */
  static RecordedCheck of(LogRecord record, Schema schema) throws NotReplayed {
    Set<String> hidden = HiddenFields.of(record, schema);
    for (String own : Set.of("subject.type", "resource.type", "action.name")) {
      if (hidden.contains(own)) {
        throw new NotReplayed(Obstacle.REDACTED, own);
      }
    }
    Frame frame =
        Frame.of(
            schema,
            record.time().orElseThrow(() -> new NotReplayed(Obstacle.INCOMPLETE, "timestamp")));
    frame.subject(text(record, "subject", "type"), text(record, "subject", "id"));
    frame.resource(text(record, "resource", "type"), text(record, "resource", "id"));
    frame.action(text(record, "action", "name"));
    Set<String> undeclared = new LinkedHashSet<>();
    for (Entity entity : Entity.values()) {
      Object part = record.part(entity.variable()).orElse(Map.of());
      Object facts = entity == Entity.CONTEXT ? part : ((Map<?, ?>) part).get("properties");
      if (facts instanceof Map<?, ?> given) {
        given.forEach(
            (name, value) ->
                take(new Given(entity, String.valueOf(name), value), record, frame, undeclared));
      }
    }
    hidden.forEach(name -> forget(name, frame));
    return new RecordedCheck(frame, hidden, undeclared);
  }

  private static String text(LogRecord record, String entity, String member) throws NotReplayed {
    if (record.part(entity).isPresent()
        && record.part(entity).get().get(member) instanceof String s) {
      return s;
    }
    // Where only an id is hidden, what rests on it is not replayed; the rest is.
    if (member.equals("id") && record.members().get("input") instanceof Map<?, ?>) {
      return "";
    }
    throw new NotReplayed(Obstacle.INCOMPLETE, "input." + entity + "." + member);
  }

  private record Given(Entity entity, String name, Object value) {}

  private static void take(Given given, LogRecord record, Frame frame, Set<String> undeclared) {
    int slot = frame.schema().slot(given.entity(), given.name());
    if (slot < 0) {
      undeclared.add(given.entity().variable() + "." + given.name());
    } else if (given.value() != JsonNull.INSTANCE
        || record.invalid().contains(given.entity().path(given.name()))) {
      frame.fact(slot, given.value());
    }
  }

  private static void forget(String name, Frame frame) {
    for (Fact fact : frame.schema().facts()) {
      if (fact.variable().equals(name)) {
        frame.forget(fact.slot());
      }
    }
  }
}
