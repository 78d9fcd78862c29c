package dev.portreeve.client.inprocess;

import dev.portreeve.client.Check;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.UnknownFact;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.MapType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the members of a check that the schema does not declare, so that no policy reads them. */
final class UndeclaredFacts {
  /** The member of the context that says what becomes of the others. */
  static final String MODE = "unknown_facts";

  /** Members of the context that a server reads itself; a set's own facts of these names differ. */
  private static final Set<String> OF_THE_SERVER = Set.of(MODE, "decision_id", "explain");

  private final Schema schema;
  private final List<UnknownFact> found = new ArrayList<>();

  private UndeclaredFacts(Schema schema) {
    this.schema = schema;
  }

  /**
   * What becomes of undeclared members: the stricter of what holds usually and what the check says.
   *
   * @return empty when the check says none of the modes
   */
  static Optional<UnknownFacts.Mode> mode(Schema schema, Check check, UnknownFacts.Mode usual) {
    Object wanted = check.context().get(MODE);
    if (wanted == null || schema.fact(Entity.CONTEXT, MODE).isPresent()) {
      return Optional.of(usual);
    }
    for (UnknownFacts.Mode mode : UnknownFacts.Mode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(wanted)) {
        return Optional.of(usual.or(mode));
      }
    }
    return Optional.empty();
  }

  /** All undeclared members, each with the name that was probably meant. */
  static List<UnknownFact> of(Schema schema, Check check) {
    UndeclaredFacts facts = new UndeclaredFacts(schema);
    facts.look(Entity.SUBJECT, check.subject().properties());
    facts.look(Entity.ACTION, check.action().properties());
    facts.look(Entity.RESOURCE, check.resource().properties());
    facts.look(Entity.CONTEXT, check.context());
    return facts.found;
  }

  private void look(Entity entity, Map<String, Object> given) {
    given.forEach(
        (name, value) -> {
          Optional<Fact> fact = schema.fact(entity, name);
          if (fact.isPresent()) {
            inside(fact.get().type(), value, entity.path(name));
          } else if (entity != Entity.CONTEXT || !OF_THE_SERVER.contains(name)) {
            String meant = UnknownFact.meantFact(schema, entity, name);
            found.add(new UnknownFact(entity.path(name), meant));
          }
        });
  }

  /** The members inside a value that its type does not have. */
  private void inside(ValueType type, Object value, String path) {
    if (type instanceof StructType struct && value instanceof Map<?, ?> members) {
      members.forEach((name, member) -> member(struct, String.valueOf(name), member, path + "."));
    } else if (type instanceof ListType list && value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        inside(list.items(), items.get(i), path + "[" + i + "]");
      }
    } else if (type instanceof MapType map && value instanceof Map<?, ?> values) {
      values.forEach((key, each) -> inside(map.values(), each, path + "." + key));
    }
  }

  private void member(StructType struct, String name, Object value, String prefix) {
    int at = struct.indexOf(name);
    if (at >= 0) {
      inside(struct.field(at).type(), value, prefix + name);
      return;
    }
    List<String> known = struct.fields().stream().map(Field::name).toList();
    String meant = UnknownFact.meantName(known, name);
    found.add(new UnknownFact(prefix + name, meant.isEmpty() ? "" : prefix + meant));
  }
}
