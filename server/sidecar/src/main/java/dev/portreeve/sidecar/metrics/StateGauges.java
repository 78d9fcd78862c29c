package dev.portreeve.sidecar.metrics;

import dev.portreeve.source.reload.Reloader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Shows what is in force. */
public final class StateGauges {
  private StateGauges() {}

  /** Adds the gauges to a registry. */
  public static void register(Reloader<?> reloader, MeterRegistry registry) {
    gauge(Meters.POLICIES, r -> r.inForce().now().snapshot().policies().size(), reloader, registry);
    gauge(Meters.TEAMS, r -> r.inForce().now().teams().count(), reloader, registry);
    gauge(Meters.TEAMS_IN_MEMORY, r -> r.inForce().now().teams().inMemory(), reloader, registry);
    gauge(Meters.TEAMS_PINNED, r -> r.inForce().now().teams().pinned(), reloader, registry);
    gauge(Meters.TEAMS_REFUSED, r -> r.inForce().now().teams().refusedCount(), reloader, registry);
    gauge(Meters.SET_REFUSED, r -> r.status().setProblems().isEmpty() ? 0 : 1, reloader, registry);
    gauge(Meters.LAST_GOOD, r -> r.status().lastGood() ? 1 : 0, reloader, registry);
  }

  private static void gauge(
      Meters meter,
      ToDoubleFunction<Reloader<?>> value,
      Reloader<?> reloader,
      MeterRegistry registry) {
    Gauge.builder(meter.code(), reloader, value)
        .description(meter.description())
        .register(registry);
  }
}
