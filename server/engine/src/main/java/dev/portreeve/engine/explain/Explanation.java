package dev.portreeve.engine.explain;

import dev.portreeve.engine.decision.Decision;
import java.util.List;
import java.util.Optional;

/**
 * How a decision came about.
 *
 * @param decision what was decided
 * @param steps the matches tried, in order; none when no policy was reached
 */
public record Explanation(Decision decision, List<Step> steps) {
  public Explanation {
    steps = List.copyOf(steps);
  }

  /** The match that gave the decision, or empty when none did. */
  public Optional<Step> deciding() {
    return steps.stream().filter(Step::decides).findFirst();
  }
}
