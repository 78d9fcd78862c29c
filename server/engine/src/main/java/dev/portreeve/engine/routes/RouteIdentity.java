package dev.portreeve.engine.routes;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who a request comes from, verified.
 *
 * @param id the subject's
 * @param claims what else was verified, by name: raw values as a decoder yields them
 */
public record RouteIdentity(String id, Map<String, Object> claims) {
  public RouteIdentity {
    claims = Map.copyOf(claims);
  }

  /** The claim that the path leads to, through maps, or empty. */
  Optional<Object> claim(List<String> path) {
    Object at = claims;
    for (String step : path) {
      at = at instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return Optional.ofNullable(at);
  }
}
