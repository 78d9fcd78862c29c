package dev.portreeve.client.spring.autoconfigure;

import dev.portreeve.client.Action;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while the decision point answers. Where no check was answered in the last ten seconds, it asks
 * one whose answer does not matter, for the action {@code portreeve.health}.
 */
final class DecisionPointHealth implements HealthIndicator {
  private static final String NAME = "portreeve.health";
  private static final Check PROBE =
      new Check(
          Subject.of("service", NAME),
          Action.of(NAME),
          Resource.of("service", NAME),
          Map.of("dry_run", true));

  private final AnswerWatch watch;
  private final DecisionPoint decisions;

  DecisionPointHealth(AnswerWatch watch, DecisionPoint decisions) {
    this.watch = watch;
    this.decisions = decisions;
  }

  @Override
  public Health health() {
    if (watch.answeredRecently()) {
      return Health.up().build();
    }
    Decision decision = decisions.check(PROBE);
    return decision.failure().map(DecisionPointHealth::down).orElseGet(() -> up(decision));
  }

  private static Health up(Decision decision) {
    return Health.up().withDetail("policyVersion", decision.policyVersion()).build();
  }

  private static Health down(Failure failure) {
    return Health.down()
        .withDetail("kind", failure.kind().code())
        .withDetail("problem", failure.problem())
        .build();
  }
}
