package dev.portreeve.engine.cases;

import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.yaml.Diagnostic;
import java.util.List;
import java.util.function.Predicate;

/**
 * Holds the matches of one policy against the cases of its action, or those of the guards against
 * all.
 */
final class MatchCoverage {
  private final Policy policy;
  private final List<PreparedCase> trials;
  private final boolean citing;
  private final List<Diagnostic> gaps;

  /**
   * @param trials of the actions that the policy decides, watched
   * @param citing whether the set keeps requirements, so that cases are to name those of a match
   * @param gaps where what the cases leave open is added
   */
  MatchCoverage(Policy policy, List<PreparedCase> trials, boolean citing, List<Diagnostic> gaps) {
    this.policy = policy;
    this.trials = trials;
    this.citing = citing;
    this.gaps = gaps;
  }

  void check() {
    policy.matches().forEach(this::check);
  }

  private void check(RuleTree.Match match) {
    int id = match.id();
    if (!anyTrial(trial -> trial.takes(id))) {
      gap(match, "no case takes this match");
      return;
    }
    for (String rule : citing ? match.cites() : List.<String>of()) {
      if (!anyTrial(trial -> trial.takes(id) && trial.of().cites().contains(rule))) {
        gap(match, "no case that takes this match names its rule `" + rule + "`");
      }
    }
    expectKilled(match, ConditionMutation.DROPPED);
    if (match.condition().isEmpty()) {
      return;
    }
    if (!anyTrial(trial -> trial.passesBy(id))) {
      gap(match, "in no case is this condition false");
      return;
    }
    expectKilled(match, ConditionMutation.ALWAYS);
  }

  private void expectKilled(RuleTree.Match match, ConditionMutation mutant) {
    int id = match.id();
    boolean anonymous = !citing || match.cites().isEmpty() || mutant == ConditionMutation.ALWAYS;
    boolean killed =
        anyTrial(
            trial ->
                mutant.concerns(trial, id)
                    && (anonymous || trial.of().cites().stream().anyMatch(match.cites()::contains))
                    && !trial.passes(mutant.at(id)));
    if (!killed) {
      String witness = anonymous ? "no case" : "no case that cites the same requirement";
      gap(match, witness + " would fail " + mutant.supposition());
    }
  }

  private boolean anyTrial(Predicate<PreparedCase> test) {
    return trials.stream().anyMatch(test);
  }

  private void gap(RuleTree.Match match, String message) {
    gaps.add(Diagnostic.of(policy.file(), match.position(), message));
  }
}
