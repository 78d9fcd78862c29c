package dev.portreeve.engine.type;

import java.util.Optional;

/**
 * One member of a {@link StructType}.
 *
 * @param name as it is written
 * @param type of its value
 * @param required whether a file that leaves it out is refused
 * @param defaultValue typed; taken when the member is left out
 * @param entry how `add` and `remove` name an element of this list
 * @param description for people
 */
public record Field(
    String name,
    ValueType type,
    boolean required,
    Optional<Object> defaultValue,
    EntryForm entry,
    String description) {

  /** The same member with values of another type. */
  public Field of(ValueType other) {
    return new Field(name, other, required, defaultValue, entry, description);
  }

  /** How one element of a list is written in a proposed change. */
  public sealed interface EntryForm {
    /** The list takes no single elements. */
    record None() implements EntryForm {}

    /** The element stands by itself. */
    record Bare() implements EntryForm {}

    /** The element is the only member, of this name, of an object. */
    record Keyed(String key) implements EntryForm {}
  }
}
