package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.ValueType;
import java.util.Optional;

/**
 * One declared property of a subject, action, resource or context that a policy may read.
 *
 * @param slot its number among all facts of the schema, from 0
 * @param entity whose property it is
 * @param name as it stands in a request
 * @param type what it must be
 * @param absent what stands in for it when it is not given
 * @param description for people
 */
public record Fact(
    int slot, Entity entity, String name, ValueType type, Absent absent, String description) {

  /** What stands in for a fact that is not given. */
  public sealed interface Absent {
    /** Nothing: reading it is a missing fact. */
    record Missing() implements Absent {}

    /** A typed value. */
    record Default(Object value) implements Absent {}

    /** The moment the check is decided. */
    record Now() implements Absent {}

    /**
     * What the team's directory says of the subject.
     *
     * @param index the fact's number among the facts of the directory, from 0
     * @param otherwise typed; when the directory says nothing either
     */
    record Directory(int index, Optional<Object> otherwise) implements Absent {}
  }

  /** Its path as the caller knows it: {@code subject.properties.groups}. */
  public String path() {
    return entity.path(name);
  }
}
