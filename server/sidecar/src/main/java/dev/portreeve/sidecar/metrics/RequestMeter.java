package dev.portreeve.sidecar.metrics;

import dev.portreeve.sidecar.trace.AnswerTrace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts the requests of one endpoint by the status of their answers, and times them. */
public final class RequestMeter {
  private final String endpoint;
  private final String usual;
  private final Counter answered;
  private final Timer latency;
  private final MeterRegistry registry;
  private final Map<String, Counter> others = new ConcurrentHashMap<>();

  /**
   * @param endpoint what is counted, such as {@code evaluation}
   * @param usual the status of most answers
   */
  public RequestMeter(String endpoint, String usual, MeterRegistry registry) {
    this.endpoint = endpoint;
    this.usual = usual;
    this.registry = registry;
    this.answered = counter(usual);
    this.latency = Latency.timer(Meters.REQUEST, Tags.of("endpoint", endpoint), registry);
  }

  /**
   * Counts an answer of the usual status.
   *
   * @param began when the request's head was there, by {@link System#nanoTime}
   */
  public void answered(long began) {
    answered.increment();
    measured(began);
  }

  /**
   * Counts an answer.
   *
   * @param began when the request's head was there, by {@link System#nanoTime}
   */
  public void answered(String status, long began) {
    measured(began);
    if (status.equals(usual)) {
      answered.increment();
    } else {
      others.computeIfAbsent(status, this::counter).increment();
    }
  }

  private void measured(long began) {
    latency.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    AnswerTrace.end();
  }

  private Counter counter(String status) {
    return Counter.builder(Meters.REQUESTS.code())
        .description(Meters.REQUESTS.description())
        .tag("endpoint", endpoint)
        .tag("status", status)
        .register(registry);
  }
}
