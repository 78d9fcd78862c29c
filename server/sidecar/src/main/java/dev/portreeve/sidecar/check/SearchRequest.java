package dev.portreeve.sidecar.check;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import java.util.Map;
import java.util.Optional;

/**
 * A search as it came in.
 *
 * @param sought subject, resource or action
 * @param frame everything else that the check says
 * @param page which part of the results; empty when the request says nothing of pages
 * @param beside the members of the request that are no part of a check and were asked for, by name;
 *     as {@link Frame#fact} takes values
 */
public record SearchRequest(
    Entity sought, Frame frame, Optional<PageRequest> page, Map<String, Object> beside) {
  public SearchRequest {
    beside = Map.copyOf(beside);
  }
}
