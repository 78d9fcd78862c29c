package dev.portreeve.sidecar.metrics;

import dev.portreeve.sidecar.connection.Connections;
import dev.portreeve.sidecar.connection.ReachedLimit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Counts what limits refused or ended, and shows what connections hold. */
public final class ConnectionMeters implements Consumer<ReachedLimit> {
  private final MeterRegistry registry;
  private final Map<ReachedLimit, Counter> counters = new EnumMap<>(ReachedLimit.class);

  public ConnectionMeters(MeterRegistry registry) {
    this.registry = registry;
    for (ReachedLimit limit : ReachedLimit.values()) {
      counters.put(
          limit,
          Counter.builder(Meters.LIMITS.code())
              .description(Meters.LIMITS.description())
              .tag("limit", limit.code())
              .register(registry));
    }
  }

  /** Adds the gauges of a port. */
  public void show(Connections connections) {
    Gauge.builder(Meters.CONNECTIONS.code(), connections, Connections::open)
        .description(Meters.CONNECTIONS.description())
        .register(registry);
    Gauge.builder(Meters.IN_FLIGHT.code(), connections, Connections::bytesInFlight)
        .description(Meters.IN_FLIGHT.description())
        .register(registry);
  }

  @Override
  public void accept(ReachedLimit limit) {
    Objects.requireNonNull(counters.get(limit)).increment();
  }
}
