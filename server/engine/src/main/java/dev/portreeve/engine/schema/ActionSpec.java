package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.Position;
import java.util.List;

/**
 * An action that the set decides.
 *
 * @param name as it stands in a request
 * @param resourceTypes the types of resource it applies to; empty means any
 * @param narrowed facts that this action takes in a narrower type than others
 * @param description for people
 * @param position where it is declared
 */
public record ActionSpec(
    String name,
    List<String> resourceTypes,
    List<Narrowed> narrowed,
    String description,
    Position position) {

  /**
   * A fact in a narrower type.
   *
   * @param slot of the fact
   * @param type narrower than the declared one
   */
  public record Narrowed(int slot, ValueType type) {}

  /** The type in which this action takes a fact. */
  public ValueType typeOf(Fact fact) {
    return narrowed.stream()
        .filter(one -> one.slot() == fact.slot())
        .map(Narrowed::type)
        .findFirst()
        .orElse(fact.type());
  }
}
