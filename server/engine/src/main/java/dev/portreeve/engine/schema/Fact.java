package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.ValueType;
import java.util.Optional;

/**
 * One declared property of a subject, action, resource or context that a policy may read.
 *
 * @param slot its number among all facts of the schema, from 0
 * @param entity whose property it is
 * @param name as it stands in a request
 * @param type what it must be: what any of its owners takes
 * @param absent what stands in for it when neither the request nor the directory says anything
 * @param directory what the directory has to say of it
 * @param description for people
 * @param owners whose fact it is
 */
public record Fact(
    int slot,
    Entity entity,
    String name,
    ValueType type,
    Absent absent,
    Optional<FromDirectory> directory,
    String description,
    Owners owners) {

  /** What stands in for a fact that is not given. */
  public sealed interface Absent {
    /** Nothing: reading it is a missing fact. */
    record Missing() implements Absent {}

    /** A typed value. */
    record Default(Object value) implements Absent {}

    /** The moment the check is decided. */
    record Now() implements Absent {}
  }

  /** Its path as the caller knows it: {@code subject.properties.groups}. */
  public String path() {
    return entity.path(name);
  }

  /** Its name in policies: {@code subject.groups}. */
  public String variable() {
    return entity.variable() + "." + name;
  }

  /** This fact with something of the directory. */
  Fact with(FromDirectory from) {
    return new Fact(slot, entity, name, type, absent, Optional.of(from), description, owners);
  }
}
