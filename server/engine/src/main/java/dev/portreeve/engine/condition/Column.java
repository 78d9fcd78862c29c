package dev.portreeve.engine.condition;

import dev.portreeve.engine.type.ValueType;

/**
 * Something that each candidate brings: its id, or a fact of it that the request leaves open.
 *
 * @param name as policies call it: {@code resource.status}
 * @param number of the fact's slot, or of the field of a directory's entry; {@link #ID} of the id
 * @param type in which it is taken
 */
public record Column(String name, int number, ValueType type) {
  /** The number of the id. */
  public static final int ID = -1;

  /** Whether it is the candidate's id, which is always there. */
  public boolean isId() {
    return number == ID;
  }
}
