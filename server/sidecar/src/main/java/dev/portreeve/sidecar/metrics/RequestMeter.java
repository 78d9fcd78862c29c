package dev.portreeve.sidecar.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the requests of one endpoint by the status of their answers. */
public final class RequestMeter {
  private final String endpoint;
  private final String usual;
  private final Counter answered;
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
  }

  /** Counts an answer of the usual status. */
  public void answered() {
    answered.increment();
  }

  /** Counts an answer. */
  public void answered(String status) {
    if (status.equals(usual)) {
      answered.increment();
    } else {
      others.computeIfAbsent(status, this::counter).increment();
    }
  }

  private Counter counter(String status) {
    return Counter.builder(Meters.REQUESTS.code())
        .description(Meters.REQUESTS.description())
        .tag("endpoint", endpoint)
        .tag("status", status)
        .register(registry);
  }
}
