package dev.portreeve.sidecar.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How old what is in force may be, compared with its source.
 *
 * @param most beyond this the server is not ready; empty: however old
 * @param action what else happens then
 */
public record Staleness(Optional<Duration> most, Action action) {
  /** What happens beyond the most. */
  public enum Action {
    /** Readiness is withdrawn and checks are answered as before. */
    UNREADY,
    /** Readiness is withdrawn and every check is denied. */
    DENY
  }
}
