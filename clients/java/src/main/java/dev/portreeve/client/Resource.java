package dev.portreeve.client;

import java.util.Map;

/**
 * What the action touches. Immutable.
 *
 * @param type the kind of resource, such as {@code collection}
 * @param id its id, unique within the type
 * @param properties facts about it
 */
public record Resource(String type, String id, Map<String, Object> properties) {
  /**
   * @throws IllegalArgumentException when type or id is empty, or a value is none of JSON's
   */
  public Resource {
    Facts.required("resource.type", type);
    Facts.required("resource.id", id);
    properties = Facts.copyOf(properties);
  }

  /** One of which nothing else is said. */
  public static Resource of(String type, String id) {
    return new Resource(type, id, Map.of());
  }

  /**
   * The same with one more fact.
   *
   * @param value a string, boolean, number, {@link java.time.Instant}, list or map; never null
   */
  public Resource with(String fact, Object value) {
    return new Resource(type, id, Facts.with(properties, fact, value));
  }
}
