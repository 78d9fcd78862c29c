package dev.portreeve.sidecar.metrics;

import dev.portreeve.sidecar.log.DecisionLog;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Shows what became of the records of decisions; all are 0 where nothing is recorded. */
public final class DecisionLogMeters {
  private DecisionLogMeters() {}

  /** Adds them to a registry. */
  public static void register(Optional<DecisionLog> log, MeterRegistry registry) {
    counter(Meters.DECISION_LOG_WRITTEN, log, l -> l.counts().written(), registry);
    counter(Meters.DECISION_LOG_LOST, log, l -> l.counts().lost(), registry);
    counter(Meters.DECISION_LOG_SAMPLED_OUT, log, l -> l.counts().sampledOut(), registry);
    gauge(Meters.DECISION_LOG_WAITING, log, DecisionLog::waitingBytes, registry);
    gauge(Meters.DECISION_LOG_FAILING, log, l -> l.counts().failing() ? 1 : 0, registry);
  }

  private static void counter(
      Meters meter,
      Optional<DecisionLog> log,
      ToDoubleFunction<DecisionLog> value,
      MeterRegistry registry) {
    FunctionCounter.builder(meter.code(), log, l -> l.map(value::applyAsDouble).orElse(0.0))
        .description(meter.description())
        .register(registry);
  }

  private static void gauge(
      Meters meter,
      Optional<DecisionLog> log,
      ToDoubleFunction<DecisionLog> value,
      MeterRegistry registry) {
    Gauge.builder(meter.code(), log, l -> l.map(value::applyAsDouble).orElse(0.0))
        .description(meter.description())
        .register(registry);
  }
}
