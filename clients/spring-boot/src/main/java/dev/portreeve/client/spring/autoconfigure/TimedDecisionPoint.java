package dev.portreeve.client.spring.autoconfigure;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;

/**
 * Times checks and batches as {@code portreeve.client.checks}, by {@code kind} ({@code check},
 * {@code batch}) and {@code result}: an outcome, {@code answered} for a batch, or the kind of
 * failure.
 */
final class TimedDecisionPoint implements DecisionPoint {
  private static final String NAME = "portreeve.client.checks";

  private final DecisionPoint delegate;
  private final MeterRegistry registry;

  TimedDecisionPoint(DecisionPoint delegate, MeterRegistry registry) {
    this.delegate = delegate;
    this.registry = registry;
  }

  @Override
  public Decision check(Check check) {
    Timer.Sample sample = Timer.start(registry);
    Decision decision = delegate.check(check);
    sample.stop(timer("check", result(decision)));
    return decision;
  }

  @Override
  public List<Decision> checkAll(Batch batch) {
    Timer.Sample sample = Timer.start(registry);
    List<Decision> decisions = delegate.checkAll(batch);
    String result =
        decisions.stream()
            .flatMap(decision -> decision.failure().stream())
            .map(Failure::kind)
            .map(Failure.Kind::code)
            .findFirst()
            .orElse("answered");
    sample.stop(timer("batch", result));
    return decisions;
  }

  private static String result(Decision decision) {
    return decision
        .failure()
        .map(failure -> failure.kind().code())
        .orElse(decision.outcome().code());
  }

  private Timer timer(String kind, String result) {
    return Timer.builder(NAME)
        .description("Checks that this service asked, with all attempts and obligation handlers")
        .tag("kind", kind)
        .tag("result", result)
        .register(registry);
  }

  @Override
  public void close() {
    delegate.close();
  }
}
