package dev.portreeve.sidecar.testing;

import io.micrometer.core.instrument.MeterRegistry;

/** What a server's counters say. */
public final class Counts {
  private Counts() {}

  /** How many requests of a protocol the fast path has {@code taken} or {@code declined}. */
  public static double fastPath(MeterRegistry registry, String protocol, String outcome) {
    return registry
        .get("portreeve.fast.path")
        .tags("protocol", protocol, "outcome", outcome)
        .counter()
        .count();
  }

  /** How many requests of an endpoint were answered with a status. */
  public static double requests(MeterRegistry registry, String endpoint, String status) {
    return registry
        .get("portreeve.requests")
        .tags("endpoint", endpoint, "status", status)
        .counter()
        .count();
  }
}
