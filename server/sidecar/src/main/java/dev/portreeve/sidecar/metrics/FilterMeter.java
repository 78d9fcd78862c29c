package dev.portreeve.sidecar.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what requests for conditions come to. */
public final class FilterMeter {
  private final Map<String, Counter> counters;

  /**
   * @param kinds what a condition can come to
   */
  public FilterMeter(Collection<String> kinds, MeterRegistry registry) {
    this.counters =
        kinds.stream()
            .collect(
                Collectors.toMap(
                    kind -> kind,
                    kind ->
                        Counter.builder(Meters.FILTERS.code())
                            .description(Meters.FILTERS.description())
                            .tag("filter", kind)
                            .register(registry)));
  }

  /** Counts an answer. */
  public void answered(String kind) {
    Counter counter = counters.get(kind);
    if (counter != null) {
      counter.increment();
    }
  }
}
