package dev.portreeve.sidecar.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Measures how late an event loop is: what every request on it waits at that moment. */
public final class EventLoopLag {
  private static final long PERIOD_MILLIS = 500;

  private final Vertx vertx;
  private final Timer lag;

  private EventLoopLag(Vertx vertx, MeterRegistry registry) {
    this.vertx = vertx;
    this.lag = Latency.timer(Meters.EVENT_LOOP_LAG, Tags.empty(), registry);
  }

  /** Measures the caller's event loop from now on, for as long as its verticle is deployed. */
  public static void watch(Vertx vertx, MeterRegistry registry) {
    new EventLoopLag(vertx, registry).next();
  }

  private void next() {
    long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
    long unused =
        vertx.setTimer(
            PERIOD_MILLIS,
            id -> {
              lag.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
              next();
            });
  }
}
