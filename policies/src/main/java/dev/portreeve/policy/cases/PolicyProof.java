package dev.portreeve.policy.cases;

import dev.portreeve.policy.lang.Policy;
import dev.portreeve.policy.lang.RuleTree;
import dev.portreeve.policy.source.Diagnostic;
import java.util.List;
import java.util.function.Predicate;

/** Holds the matches of one policy against the cases of its action. */
final class PolicyProof {
  private final Policy policy;
  private final List<Trial> trials;
  private final List<Diagnostic> gaps;

  /**
   * @param trials of the policy's action, watched
   * @param gaps where what the cases leave open is added
   */
  PolicyProof(Policy policy, List<Trial> trials, List<Diagnostic> gaps) {
    this.policy = policy;
    this.trials = trials;
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
    for (String rule : match.rules()) {
      if (!anyTrial(trial -> trial.takes(id) && trial.of().rules().contains(rule))) {
        gap(match, "no case that takes this match names its rule `" + rule + "`");
      }
    }
    expectKilled(match, Mutant.DROPPED);
    if (match.condition().isEmpty()) {
      return;
    }
    if (!anyTrial(trial -> trial.passesBy(id))) {
      gap(match, "in no case is this condition false");
      return;
    }
    expectKilled(match, Mutant.ALWAYS);
  }

  private void expectKilled(RuleTree.Match match, Mutant mutant) {
    int id = match.id();
    boolean anonymous = match.rules().isEmpty() || mutant == Mutant.ALWAYS;
    boolean killed =
        anyTrial(
            trial ->
                mutant.concerns(trial, id)
                    && (anonymous || trial.of().rules().stream().anyMatch(match.rules()::contains))
                    && !trial.passes(mutant.at(id)));
    if (!killed) {
      String witness = anonymous ? "no case" : "no case that names its rules";
      gap(match, witness + " would fail " + mutant.supposition());
    }
  }

  private boolean anyTrial(Predicate<Trial> test) {
    return trials.stream().anyMatch(test);
  }

  private void gap(RuleTree.Match match, String message) {
    gaps.add(Diagnostic.of(policy.file(), match.position(), message));
  }
}
