package dev.portreeve.sidecar.metrics;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.source.team.TeamLookup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times the decisions of another decision point. */
public final class MeteredDecisionPoint implements DecisionPoint {
  /* A caller can name any action, and a policy can make a reason of what a caller says. */
  private static final String UNKNOWN = "(unknown)";
  private static final String OTHER = "(other)";
  private static final int MOST_REASONS = 64;

  private final DecisionPoint next;
  private final MeterRegistry registry;
  private final Timer timer;
  /* By action and reason, of which there are as many as the sets have had. */
  private final Map<String, Map<String, Map<Outcome, Counter>>> counters =
      new ConcurrentHashMap<>();
  private final Map<String, Counter> errors = new ConcurrentHashMap<>();

  public MeteredDecisionPoint(DecisionPoint next, MeterRegistry registry) {
    this.next = next;
    this.registry = registry;
    this.timer =
        Timer.builder(Meters.DECIDE.code())
            .description(Meters.DECIDE.description())
            .register(registry);
    Reasons.ALL.forEach(reason -> errors.put(reason, error(reason)));
  }

  @Override
  public Decision decide(Snapshot snapshot, Frame frame, TeamLookup team) {
    long began = System.nanoTime();
    Decision decision = next.decide(snapshot, frame, team);
    timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    count(snapshot, frame.actionName(), decision);
    Counter error = errors.get(decision.reason());
    if (error != null) {
      error.increment();
    }
    return decision;
  }

  private void count(Snapshot snapshot, String action, Decision decision) {
    Map<String, Map<Outcome, Counter>> ofAction = counters.get(action);
    if (ofAction == null) {
      String known = snapshot.schema().action(action).isPresent() ? action : UNKNOWN;
      ofAction = counters.computeIfAbsent(known, first -> new ConcurrentHashMap<>());
    }
    Map<Outcome, Counter> ofReason = ofAction.get(decision.reason());
    if (ofReason == null) {
      String counted = counters.containsKey(action) ? action : UNKNOWN;
      String reason = ofAction.size() < MOST_REASONS ? decision.reason() : OTHER;
      ofReason = ofAction.computeIfAbsent(reason, first -> outcomes(counted, first));
    }
    Counter counter = ofReason.get(decision.outcome());
    if (counter != null) {
      counter.increment();
    }
  }

  private Map<Outcome, Counter> outcomes(String action, String reason) {
    Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(
          outcome,
          Counter.builder(Meters.CHECKS.code())
              .description(Meters.CHECKS.description())
              .tag("action", action)
              .tag("outcome", outcome.code())
              .tag("reason", reason.isEmpty() ? "none" : reason)
              .register(registry));
    }
    return outcomes;
  }

  private Counter error(String reason) {
    return Counter.builder(Meters.CHECK_ERRORS.code())
        .description(Meters.CHECK_ERRORS.description())
        .tag("reason", reason)
        .register(registry);
  }
}
