package dev.portreeve.sidecar.metrics;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.schema.Entity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Times searches and counts what they examine. */
public final class SearchMeter {
  private final Counter candidates;
  private final Map<Entity, Timer> timers;

  /**
   * @param sought what can be searched for
   */
  public SearchMeter(Collection<Entity> sought, MeterRegistry registry) {
    this.timers =
        sought.stream().collect(Collectors.toMap(each -> each, each -> timer(each, registry)));
    this.candidates =
        Counter.builder(Meters.SEARCH_CANDIDATES.code())
            .description(Meters.SEARCH_CANDIDATES.description())
            .register(registry);
  }

  /**
   * Counts an answered page.
   *
   * @param sought what was searched for
   * @param examined how many candidates were decided
   */
  public void answered(Entity sought, int examined, long nanos) {
    candidates.increment(examined);
    requireNonNull(timers.get(sought)).record(nanos, TimeUnit.NANOSECONDS);
  }

  private static Timer timer(Entity sought, MeterRegistry registry) {
    return Timer.builder(Meters.SEARCH.code())
        .description(Meters.SEARCH.description())
        .tag("sought", sought.variable())
        .register(registry);
  }
}
