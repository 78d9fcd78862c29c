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
  private final Counter byIndex;
  private final Counter byScan;
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
    this.byIndex = pages("index", registry);
    this.byScan = pages("scan", registry);
  }

  private static Counter pages(String by, MeterRegistry registry) {
    return Counter.builder(Meters.SEARCH_PAGES.code())
        .description(Meters.SEARCH_PAGES.description())
        .tag("by", by)
        .register(registry);
  }

  /**
   * Counts an answered page.
   *
   * @param sought what was searched for
   * @param indexed whether an index told which candidates to look at
   * @param decided how many candidates were decided
   */
  public void answered(Entity sought, boolean indexed, int decided, long nanos) {
    candidates.increment(decided);
    (indexed ? byIndex : byScan).increment();
    requireNonNull(timers.get(sought)).record(nanos, TimeUnit.NANOSECONDS);
  }

  private static Timer timer(Entity sought, MeterRegistry registry) {
    return Timer.builder(Meters.SEARCH.code())
        .description(Meters.SEARCH.description())
        .tag("sought", sought.variable())
        .register(registry);
  }
}
