package dev.portreeve.sidecar.trace;

import io.netty.util.concurrent.FastThreadLocal;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * The span of the request that this thread is answering, so that a histogram of latencies can name
 * it as an exemplar. A request is decided, answered and measured by one thread without a pause, so
 * the span is known from its decision until it is measured, and to nobody else.
 */
public final class AnswerTrace implements SpanContext {
  private static final FastThreadLocal<SpanIds> CURRENT = new FastThreadLocal<>();

  /** The request that this thread is answering is traced. */
  static void begin(SpanIds span) {
    CURRENT.set(span);
  }

  /** The request is measured. */
  public static void end() {
    if (CURRENT.isSet()) {
      CURRENT.remove();
    }
  }

  @Override
  public @Nullable String getCurrentTraceId() {
    SpanIds span = CURRENT.get();
    return span == null ? null : span.traceId();
  }

  @Override
  public @Nullable String getCurrentSpanId() {
    SpanIds span = CURRENT.get();
    return span == null ? null : span.spanId();
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return CURRENT.isSet();
  }

  /** Nothing to do: what is sampled is exported, whether a histogram names it or not. */
  @Override
  public void markCurrentSpanAsExemplar() {}
}
