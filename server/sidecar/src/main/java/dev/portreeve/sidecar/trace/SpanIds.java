package dev.portreeve.sidecar.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a span is called, known before there is one.
 *
 * @param parent the caller's span, or the root
 * @param traceId 32 hexadecimal digits, the caller's where it has a trace
 * @param spanId 16 hexadecimal digits
 */
record SpanIds(Context parent, String traceId, String spanId) {
  private static final IdGenerator RANDOM = IdGenerator.random();

  private static final TextMapGetter<String> PARENT =
      new TextMapGetter<>() {
        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
          return key.equals("traceparent") ? carrier : null;
        }
      };

  /**
   * New ones.
   *
   * @param traceparent as the caller gave it; what is none begins a trace
   */
  static SpanIds under(String traceparent) {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, PARENT);
    SpanContext caller = Span.fromContext(parent).getSpanContext();
    return new SpanIds(
        parent,
        caller.isValid() ? caller.getTraceId() : RANDOM.generateTraceId(),
        RANDOM.generateSpanId());
  }
}
