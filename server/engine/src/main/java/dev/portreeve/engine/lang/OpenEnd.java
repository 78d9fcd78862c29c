package dev.portreeve.engine.lang;

import dev.portreeve.engine.yaml.Position;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a rule can end without a decision. A nested rule under a condition has to decide in
 * every case, since CEL Policy tries no further match once its condition has held; one without a
 * condition may leave the decision to the matches that follow.
 */
final class OpenEnd {
  private OpenEnd() {}

  /** The match behind which a policy can end without a decision, or empty when it never does. */
  static Optional<Position> of(RuleTree rule) {
    return nested(rule).or(() -> rule.alwaysDecides() ? Optional.empty() : Optional.of(last(rule)));
  }

  /** The match behind which a nested rule under a condition can end, or empty. */
  static Optional<Position> nested(RuleTree rule) {
    for (RuleTree.Match match : rule.matches()) {
      if (match.result() instanceof RuleTree.Result.Nested nested) {
        Optional<Position> open =
            match.condition().isPresent() ? of(nested.rule()) : nested(nested.rule());
        if (open.isPresent()) {
          return open;
        }
      }
    }
    return Optional.empty();
  }

  private static Position last(RuleTree rule) {
    List<RuleTree.Match> matches = rule.matches();
    RuleTree.Match match = matches.get(matches.size() - 1);
    return match.result() instanceof RuleTree.Result.Nested nested && !nested.rule().alwaysDecides()
        ? last(nested.rule())
        : match.position();
  }
}
