package dev.portreeve.sidecar.trace;

import io.opentelemetry.sdk.trace.IdGenerator;

/** Gives the next span the ids that were chosen for it; for one thread alone. */
final class GivenIds implements IdGenerator {
  private String traceId = "";
  private String spanId = "";

  void next(SpanIds span) {
    traceId = span.traceId();
    spanId = span.spanId();
  }

  @Override
  public String generateTraceId() {
    return traceId;
  }

  @Override
  public String generateSpanId() {
    return spanId;
  }
}
