package dev.portreeve.client;

import java.util.Map;

/**
 * What is to be done. Immutable.
 *
 * @param name such as {@code collection.export}
 * @param properties facts about it
 */
public record Action(String name, Map<String, Object> properties) {
  /**
   * @throws IllegalArgumentException when the name is empty, or a value is none of JSON's
   */
  public Action {
    Facts.required("action.name", name);
    properties = Facts.copyOf(properties);
  }

  /** One of which nothing else is said. */
  public static Action of(String name) {
    return new Action(name, Map.of());
  }

  /**
   * The same with one more fact.
   *
   * @param value a string, boolean, number, {@link java.time.Instant}, list or map; never null
   */
  public Action with(String fact, Object value) {
    return new Action(name, Facts.with(properties, fact, value));
  }
}
