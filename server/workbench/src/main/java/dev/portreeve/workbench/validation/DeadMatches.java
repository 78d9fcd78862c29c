package dev.portreeve.workbench.validation;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.yaml.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the matches of a policy that can never decide, and conditions that are true whenever they
 * are tried: because of the matches before them, or by themselves.
 *
 * <p>Comparisons of one value with literals are seen through, as are {@code &&}, {@code ||}, {@code
 * !} and definitions; everything else counts as a value of its own that may be anything. So what is
 * found is certain, and not everything is found.
 */
final class DeadMatches {
  private static final Object OTHER = new Object();

  private final Schema schema;
  private final ActionSpec action;
  private final Policy policy;
  private final RuleTree guards;
  private final FormulaBuilder builder;
  private final Map<Integer, Formula> conditions = new HashMap<>();
  private final Satisfiability satisfiability = new Satisfiability(this::domain);
  private final List<Finding> found = new ArrayList<>();

  DeadMatches(Snapshot snapshot, Policy policy) {
    this.schema = snapshot.schema();
    this.action = schema.action(policy.name()).orElseThrow();
    this.policy = policy;
    this.guards = snapshot.guards().of(action);
    this.builder = new FormulaBuilder(snapshot.definitions());
  }

  List<Finding> find() {
    // All of them first: only then is it known what each value is compared with.
    build(guards);
    build(policy.tree());
    look(policy.tree(), passed(guards));
    return found;
  }

  /** What is known once a policy is tried: no guard that decides has held. */
  private List<Formula> passed(RuleTree tree) {
    List<Formula> passed = new ArrayList<>();
    for (RuleTree.Match match : tree.matches()) {
      if (match.result() instanceof RuleTree.Result.Output && match.condition().isPresent()) {
        passed.add(new Formula.Not(conditions.getOrDefault(match.id(), Formula.FALSE)));
      }
    }
    return passed;
  }

  private void build(RuleTree tree) {
    builder.declare(tree.variables());
    for (RuleTree.Match match : tree.matches()) {
      conditions.put(
          match.id(),
          match.condition().map(ast -> builder.condition(ast.getExpr())).orElse(Formula.TRUE));
      if (match.result() instanceof RuleTree.Result.Nested nested) {
        build(nested.rule());
      }
    }
  }

  private void look(RuleTree tree, List<Formula> before) {
    List<Formula> reached = new ArrayList<>(before);
    for (RuleTree.Match match : tree.matches()) {
      Formula condition = conditions.getOrDefault(match.id(), Formula.TRUE);
      List<Formula> held = new ArrayList<>(reached);
      held.add(condition);
      if (!satisfiability.possible(held)) {
        add(
            FindingKind.MATCH_NEVER_HOLDS,
            match,
            satisfiability.possible(List.of(condition))
                ? "this match can never hold: the ones before it decide whenever it would"
                : "this match can never hold: its condition cannot be true");
        continue;
      }
      Formula otherwise = new Formula.Not(condition);
      List<Formula> passed = new ArrayList<>(reached);
      passed.add(otherwise);
      if (match.condition().isPresent() && !satisfiability.possible(passed)) {
        add(
            FindingKind.CONDITION_ALWAYS_TRUE,
            match,
            "this condition is always true when it is tried, so that nothing after it counts");
        return;
      }
      if (match.result() instanceof RuleTree.Result.Nested nested) {
        look(nested.rule(), held);
      }
      if (match.condition().isPresent()) {
        reached.add(otherwise);
      }
    }
  }

  private void add(FindingKind kind, RuleTree.Match match, String message) {
    String help =
        kind == FindingKind.CONDITION_ALWAYS_TRUE ? "leave the condition out" : "leave it out";
    found.add(new Finding(kind, new Diagnostic(policy.file(), match.position(), message, help)));
  }

  private List<Object> domain(String variable) {
    Set<Object> literals = builder.literals(variable);
    if (literals.stream().allMatch(Boolean.class::isInstance)) {
      return List.of(true, false);
    }
    List<Object> declared = declared(variable);
    if (!declared.isEmpty()) {
      return declared;
    }
    List<Object> values = new ArrayList<>(new HashSet<>(literals));
    values.add(OTHER);
    return values;
  }

  private List<Object> declared(String variable) {
    if (variable.equals("subject.type")) {
      return List.copyOf(schema.subjectTypes());
    }
    if (variable.equals("resource.type")) {
      return List.copyOf(action.resourceTypes());
    }
    for (Fact fact : schema.facts()) {
      boolean named = variable.equals(fact.variable());
      if (named && schema.typeOf(action, fact).orElse(null) instanceof StringType text) {
        return List.copyOf(text.values());
      }
    }
    int attribute =
        variable.startsWith("team.")
            ? schema.attributes().indexOf(variable.substring("team.".length()))
            : -1;
    return attribute >= 0 && schema.attributes().field(attribute).type() instanceof StringType text
        ? List.copyOf(text.values())
        : List.of();
  }
}
