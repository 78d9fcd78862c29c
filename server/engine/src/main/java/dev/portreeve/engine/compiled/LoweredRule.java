package dev.portreeve.engine.compiled;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule whose expressions are lowered.
 *
 * @param matches in order
 */
record LoweredRule(List<Match> matches) {

  /**
   * One step.
   *
   * @param condition empty when it always holds
   * @param output the decision it leads to, or empty when it leads to a rule
   * @param nested the rule it leads to, or empty
   */
  record Match(
      Optional<LoweredNode> condition,
      Optional<LoweredNode> output,
      Optional<LoweredRule> nested) {}

  /** This rule and, where it decides nothing, another one. */
  LoweredRule then(LoweredRule next) {
    List<Match> all = new ArrayList<>(matches);
    all.addAll(next.matches());
    return new LoweredRule(all);
  }

  /** Whether some match decides in every case. */
  boolean alwaysDecides() {
    return matches.stream()
        .anyMatch(
            match ->
                match.condition().isEmpty()
                    && match.nested().map(LoweredRule::alwaysDecides).orElse(true));
  }
}
