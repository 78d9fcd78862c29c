package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.ValueType;
import java.util.Map;
import java.util.Optional;

/**
 * Whose a fact is: everyone's, or that of the types and actions which declare it. A declaration may
 * take the fact in a narrower type than others do.
 *
 * @param shared the type in which every subject, action, resource or context has it; empty when
 *     only those below have it
 * @param types the type in which the subjects or resources of each type have it
 * @param actions the type in which each action takes it; it stands above the others
 */
public record Owners(
    Optional<ValueType> shared, Map<String, ValueType> types, Map<String, ValueType> actions) {
  public Owners {
    types = Map.copyOf(types);
    actions = Map.copyOf(actions);
  }

  /** The owners of a fact that everyone has in one type. */
  public static Owners everyone(ValueType type) {
    return new Owners(Optional.of(type), Map.of(), Map.of());
  }

  /**
   * The type in which one subject or resource has the fact, or empty when it does not.
   *
   * @param action what is asked
   * @param type of the subject or resource; for a fact of an action or context of no account
   */
  Optional<ValueType> in(String action, String type) {
    ValueType own = actions.get(action);
    return own != null ? Optional.of(own) : Optional.ofNullable(types.get(type)).or(() -> shared);
  }
}
