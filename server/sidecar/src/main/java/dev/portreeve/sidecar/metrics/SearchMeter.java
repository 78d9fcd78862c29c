package dev.portreeve.sidecar.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times searches and counts what they examine. */
public final class SearchMeter {
  private final MeterRegistry registry;
  private final Counter candidates;
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  public SearchMeter(MeterRegistry registry) {
    this.registry = registry;
    this.candidates =
        Counter.builder(Meters.SEARCH_CANDIDATES.code())
            .description(Meters.SEARCH_CANDIDATES.description())
            .register(registry);
  }

  /**
   * Counts an answered page.
   *
   * @param sought what was searched for: {@code subject}
   * @param examined how many candidates were decided
   */
  public void answered(String sought, int examined, long nanos) {
    candidates.increment(examined);
    timers.computeIfAbsent(sought, this::timer).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String sought) {
    return Timer.builder(Meters.SEARCH.code())
        .description(Meters.SEARCH.description())
        .tag("sought", sought)
        .register(registry);
  }
}
