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
  private final DecisionPoint next;
  private final MeterRegistry registry;
  private final Timer timer;
  /* By policy; there are as many as the sets have had. */
  private final Map<String, Map<Outcome, Counter>> outcomes = new ConcurrentHashMap<>();
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
    count(decision);
    Counter error = errors.get(decision.reason());
    if (error != null) {
      error.increment();
    }
    return decision;
  }

  private void count(Decision decision) {
    Map<Outcome, Counter> counters = outcomes.get(decision.policy());
    if (counters == null) {
      counters = outcomes.computeIfAbsent(decision.policy(), this::outcomes);
    }
    Counter counter = counters.get(decision.outcome());
    if (counter != null) {
      counter.increment();
    }
  }

  private Map<Outcome, Counter> outcomes(String policy) {
    Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counters.put(
          outcome,
          Counter.builder(Meters.CHECKS.code())
              .description(Meters.CHECKS.description())
              .tag("policy", policy.isEmpty() ? "none" : policy)
              .tag("outcome", outcome.code())
              .register(registry));
    }
    return counters;
  }

  private Counter error(String reason) {
    return Counter.builder(Meters.CHECK_ERRORS.code())
        .description(Meters.CHECK_ERRORS.description())
        .tag("reason", reason)
        .register(registry);
  }
}
