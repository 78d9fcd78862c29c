package dev.portreeve.sidecar.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what the fast path of one protocol answers, and what it leaves to Vert.x. */
public final class FastPathMeter {
  private final Counter taken;
  private final Counter declined;

  /**
   * @param protocol whose fast path it is: {@code http} or {@code grpc}
   */
  public FastPathMeter(String protocol, MeterRegistry registry) {
    this.taken = counter(protocol, "taken", registry);
    this.declined = counter(protocol, "declined", registry);
  }

  private static Counter counter(String protocol, String outcome, MeterRegistry registry) {
    return Counter.builder(Meters.FAST_PATH.code())
        .description(Meters.FAST_PATH.description())
        .tag("protocol", protocol)
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Counts a check that was answered there. */
  public void taken() {
    taken.increment();
  }

  /** Counts a check that was left to Vert.x. */
  public void declined() {
    declined.increment();
  }
}
