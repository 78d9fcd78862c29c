package dev.portreeve.sidecar.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/** Histograms of times. Recording one takes no memory and no lock. */
final class Latency {
  /* Between a fast check and one that waits for a team, a worker or the decision log. */
  private static final long[] BOUNDS_MICROS = {
    25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000,
    1_000_000, 2_500_000, 5_000_000
  };

  private Latency() {}

  static Timer timer(Meters meter, Tags tags, MeterRegistry registry) {
    return Timer.builder(meter.code())
        .description(meter.description())
        .tags(tags)
        .serviceLevelObjectives(
            LongStream.of(BOUNDS_MICROS)
                .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
                .toArray(Duration[]::new))
        .register(registry);
  }
}
