package dev.portreeve.client;

import java.util.Map;

/**
 * Who asks. Immutable.
 *
 * @param type the kind of subject, such as {@code a user or a machine}
 * @param id its id, unique within the type
 * @param properties facts about it
 */
public record Subject(String type, String id, Map<String, Object> properties) {
  /**
   * @throws IllegalArgumentException when type or id is empty, or a value is none of JSON's
   */
  public Subject {
    Facts.required("subject.type", type);
    Facts.required("subject.id", id);
    properties = Facts.copyOf(properties);
  }

  /** One of which nothing else is said. */
  public static Subject of(String type, String id) {
    return new Subject(type, id, Map.of());
  }

  /**
   * The same with one more fact.
   *
   * @param value a string, boolean, number, {@link java.time.Instant}, list or map; never null
   */
  public Subject with(String fact, Object value) {
    return new Subject(type, id, Facts.with(properties, fact, value));
  }
}
