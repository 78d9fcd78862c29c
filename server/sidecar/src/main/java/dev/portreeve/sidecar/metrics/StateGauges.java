package dev.portreeve.sidecar.metrics;

import dev.portreeve.source.reload.LastGood;
import dev.portreeve.source.reload.Reloader;
import dev.portreeve.source.reload.SourceClock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Shows what is in force and how old it may be. */
public final class StateGauges {
  private static final double MILLIS = 1_000;

  private final Reloader<?> reloader;
  private final MeterRegistry registry;

  private StateGauges(Reloader<?> reloader, MeterRegistry registry) {
    this.reloader = reloader;
    this.registry = registry;
  }

  /**
   * Adds the gauges to a registry.
   *
   * @param lastGood where the set is kept for the next start, if anywhere
   */
  public static void register(
      Reloader<?> reloader, Optional<LastGood> lastGood, MeterRegistry registry) {
    StateGauges gauges = new StateGauges(reloader, registry);
    gauges.inForce();
    gauges.sources();
    Gauge.builder(
            Meters.STATE_UNSAVED.code(),
            lastGood,
            kept -> kept.map(LastGood::problem).orElse("").isEmpty() ? 0 : 1)
        .description(Meters.STATE_UNSAVED.description())
        .register(registry);
    gauges.counter(Meters.LOG_DROPPED, LogLoss.DROPPED);
    gauges.counter(Meters.LOG_SUPPRESSED, LogLoss.SUPPRESSED);
  }

  private void inForce() {
    gauge(Meters.POLICIES, r -> r.inForce().now().snapshot().policies().size());
    gauge(Meters.TEAMS, r -> r.inForce().now().teams().count());
    gauge(Meters.TEAMS_IN_MEMORY, r -> r.inForce().now().teams().inMemory());
    counter(Meters.TEAMS_READ, r -> r.inForce().now().teams().traffic().reads());
    counter(Meters.TEAMS_EVICTED, r -> r.inForce().now().teams().traffic().evictions());
    gauge(
        Meters.SET_AGE,
        r -> Duration.between(r.status().since(), Instant.now()).toMillis() / MILLIS);
    gauge(Meters.TEAMS_PINNED, r -> r.inForce().now().teams().pinned());
    gauge(Meters.TEAMS_REFUSED, r -> r.inForce().now().teams().refusedCount());
    gauge(Meters.TEAMS_MISNAMED, r -> r.inForce().now().teams().misnamed().size());
    gauge(Meters.TEAMS_UNREADABLE, r -> r.status().teamsProblem().isEmpty() ? 0 : 1);
    gauge(Meters.SET_REFUSED, r -> r.status().rejected().isEmpty() ? 0 : 1);
    gauge(Meters.LAST_GOOD, r -> r.status().lastGood() ? 1 : 0);
  }

  private void sources() {
    source(Meters.SOURCE_LOOK_AGE, SourceClock::lookAge);
    source(Meters.SOURCE_STALENESS, SourceClock::staleness);
  }

  private void source(Meters meter, Function<SourceClock, Duration> age) {
    clock(meter, "policy_set", r -> age.apply(r.policySetClock()));
    clock(meter, "teams", r -> age.apply(r.teamsClock()));
  }

  private void clock(Meters meter, String source, Function<Reloader<?>, Duration> age) {
    gauge(
        meter,
        Tags.of(meter.tags().get(0), source),
        r -> age.apply(r).toNanos() / (double) Duration.ofSeconds(1).toNanos());
  }

  private void gauge(Meters meter, ToDoubleFunction<Reloader<?>> value) {
    gauge(meter, Tags.empty(), value);
  }

  private void gauge(Meters meter, Tags tags, ToDoubleFunction<Reloader<?>> value) {
    Gauge.builder(meter.code(), reloader, value)
        .description(meter.description())
        .tags(tags)
        .register(registry);
  }

  private void counter(Meters meter, ToDoubleFunction<Reloader<?>> value) {
    FunctionCounter.builder(meter.code(), reloader, value)
        .description(meter.description())
        .register(registry);
  }

  private void counter(Meters meter, LongAdder count) {
    FunctionCounter.builder(meter.code(), count, LongAdder::sum)
        .description(meter.description())
        .register(registry);
  }
}
