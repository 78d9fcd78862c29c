package dev.portreeve.engine.schema;

import dev.portreeve.engine.yaml.Position;
import java.util.List;

/**
 * An action that the set decides.
 *
 * @param name as it stands in a request
 * @param resourceTypes the types of resource it applies to; empty means any
 * @param description for people
 * @param position where it is declared
 */
public record ActionSpec(
    String name, List<String> resourceTypes, String description, Position position) {
  public ActionSpec {
    resourceTypes = List.copyOf(resourceTypes);
  }
}
