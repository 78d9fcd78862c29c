package dev.portreeve.store.filter;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import java.time.Instant;
import java.util.Map;

/**
 * A row of a caller's table.
 *
 * @param id of the resource
 * @param facts what its columns hold; one that is NULL is left out
 */
record Row(String id, Map<String, Object> facts) {

  /** The check of this row alone. */
  Frame in(Frame shared) {
    Frame frame = shared.copy().resource(shared.resourceType(), id);
    facts.forEach(
        (name, value) ->
            frame.fact(Entity.RESOURCE, name, value instanceof Instant at ? at.toString() : value));
    return frame;
  }
}
