package dev.portreeve.sidecar.metrics;

import dev.portreeve.sidecar.trace.CheckTracer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Shows what became of sampled checks; all are 0 where nothing is traced. */
public final class TraceMeters {
  private TraceMeters() {}

  /** Adds them to a registry. */
  public static void register(Optional<CheckTracer> tracer, MeterRegistry registry) {
    counter(Meters.SPANS, tracer, CheckTracer::written, registry);
    counter(Meters.SPANS_LOST, tracer, CheckTracer::lost, registry);
  }

  private static void counter(
      Meters meter,
      Optional<CheckTracer> tracer,
      ToDoubleFunction<CheckTracer> value,
      MeterRegistry registry) {
    FunctionCounter.builder(meter.code(), tracer, t -> t.map(value::applyAsDouble).orElse(0.0))
        .description(meter.description())
        .register(registry);
  }
}
