package dev.portreeve.engine.cases;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.oracle.OraclePolicy;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Leaves out each side of each {@code &&} and {@code ||} to see whether a case notices. */
final class OperandCoverage {
  private final Snapshot snapshot;
  private final Map<String, List<PreparedCase>> trials;
  private final List<Diagnostic> gaps;

  /**
   * @param trials by action, watched
   * @param gaps where what the cases leave open is added
   */
  OperandCoverage(
      Snapshot snapshot, Map<String, List<PreparedCase>> trials, List<Diagnostic> gaps) {
    this.snapshot = snapshot;
    this.trials = trials;
    this.gaps = gaps;
  }

  /** Checks the expressions of a policy. */
  void check(Policy policy) {
    List<String> actions = List.of(policy.name());
    check(policy.tree(), policy, actions);
  }

  /** Checks the expressions of the guards, by the cases of all actions. */
  void checkGuards(Policy guards) {
    check(guards.tree(), guards, List.copyOf(snapshot.policies()));
  }

  private void check(RuleTree tree, Policy policy, List<String> actions) {
    Position begin = tree.matches().get(0).position();
    tree.variables()
        .forEach(v -> check(v.ast(), "`" + v.name() + "`", actions, policy.file(), begin));
    for (RuleTree.Match match : tree.matches()) {
      Position at = match.position();
      match.condition().ifPresent(c -> check(c, "this condition", actions, policy.file(), at));
      if (match.result() instanceof RuleTree.Result.Output output) {
        check(output.ast(), "this output", actions, policy.file(), at);
      } else if (match.result() instanceof RuleTree.Result.Nested nested) {
        check(nested.rule(), policy, actions);
      }
    }
  }

  /**
   * Checks the set's definitions by the cases of the policies that call them.
   *
   * @param file where they are written
   */
  void checkDefinitions(SourceFile file) {
    Map<String, List<String>> callers = callers();
    for (Definition definition : snapshot.definitions()) {
      List<String> actions = callers.getOrDefault(definition.name(), List.of());
      String what = "`" + definition.name() + "`";
      check(definition.ast(), what, actions, file, definition.position());
    }
  }

  /** The policies that call each definition, themselves or through others. */
  private Map<String, List<String>> callers() {
    Map<String, List<String>> callers = new HashMap<>();
    for (String action : snapshot.policies()) {
      FactReads reads = new FactReads(snapshot.definitions());
      snapshot.guards().tree().forEachExpression(reads::enter);
      snapshot.policy(action).orElseThrow().tree().forEachExpression(reads::enter);
      for (String name : reads.definitions()) {
        callers.computeIfAbsent(name, n -> new ArrayList<>()).add(action);
      }
    }
    return callers;
  }

  private void check(
      CelAbstractSyntaxTree ast,
      String what,
      List<String> actions,
      SourceFile file,
      Position position) {
    for (OperandMutation side : OperandMutation.of(ast)) {
      boolean noticed = actions.stream().anyMatch(action -> notices(action, ast, side.without()));
      if (!noticed) {
        String message = "no case would fail if `" + side.text() + "` were left out of " + what;
        gaps.add(Diagnostic.of(file, position, message));
      }
    }
  }

  private boolean notices(String action, CelAbstractSyntaxTree ast, CelAbstractSyntaxTree instead) {
    OraclePolicy changed = snapshot.oracle(action).orElseThrow().with(ast, instead);
    return trials.getOrDefault(action, List.of()).stream()
        .anyMatch(trial -> !trial.passes(changed));
  }
}
