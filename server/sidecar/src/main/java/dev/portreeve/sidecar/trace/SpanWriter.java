package dev.portreeve.sidecar.trace;

import dev.portreeve.engine.explain.Explainer;
import dev.portreeve.engine.explain.Step;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes spans of checks, with an event for each match that was tried; for one thread alone. */
final class SpanWriter {
  private static final AttributeKey<String> CONDITION = AttributeKey.stringKey("condition");
  private static final AttributeKey<String> PLACE = AttributeKey.stringKey("place");
  private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
  private static final AttributeKey<Boolean> DECIDES = AttributeKey.booleanKey("decides");
  private static final AttributeKey<List<String>> CITES = AttributeKey.stringArrayKey("cites");
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Tracer tracer;
  private final GivenIds ids;

  /**
   * @param ids of the tracer
   */
  SpanWriter(Tracer tracer, GivenIds ids) {
    this.tracer = tracer;
    this.ids = ids;
  }

  void write(TracedCheck check) {
    ids.next(check.ids());
    Span span =
        tracer
            .spanBuilder("check " + known(check))
            .setParent(check.ids().parent())
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(check.frame().now())
            .startSpan();
    span.setAttribute("action", check.frame().actionName());
    span.setAttribute("policy", check.decision().policy());
    span.setAttribute("outcome", check.decision().outcome().code());
    span.setAttribute("reason", check.decision().reason());
    span.setAttribute("decision_id", check.frame().identify().toString());
    span.setAttribute("policy_version", check.snapshot().version());
    if (check.team() != null) {
      span.setAttribute("team_version", check.team().version());
    }
    if (!check.source().requestId().isEmpty()) {
      span.setAttribute("req_id", check.source().requestId());
    }
    explain(check, span);
    span.end(nanos(check.end()), TimeUnit.NANOSECONDS);
  }

  /** Any name can be asked for; a span is named by those that the set has. */
  private static String known(TracedCheck check) {
    String action = check.frame().actionName();
    return check.snapshot().schema().action(action).isPresent() ? action : "(unknown)";
  }

  /** Conditions and what they came to, without the facts: traces are read by many. */
  private static void explain(TracedCheck check, Span span) {
    Instant end = check.end();
    for (Step step : Explainer.explain(check.snapshot(), check.frame(), check.team()).steps()) {
      Attributes attributes =
          Attributes.of(
              PLACE, step.location(),
              CONDITION, step.condition(),
              RESULT, step.verdict().kind().code(),
              DECIDES, step.decides(),
              CITES, step.cites());
      span.addEvent("match", attributes, end);
    }
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * NANOS + time.getNano();
  }
}
