package dev.portreeve.sidecar.check;

import java.util.Optional;

/**
 * Which part of the results a search asks for.
 *
 * @param token where an earlier page ended; empty: from the beginning
 * @param limit the most results wanted
 */
public record PageRequest(Optional<String> token, Optional<Integer> limit) {
  public PageRequest {
    token = token.filter(text -> !text.isEmpty());
  }
}
