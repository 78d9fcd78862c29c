package dev.portreeve.engine.oracle;

import static java.util.Objects.requireNonNull;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.lang.Decider;
import dev.portreeve.engine.lang.Decisions;
import dev.portreeve.engine.lang.Guards;
import dev.portreeve.engine.lang.LazyValue;
import dev.portreeve.engine.lang.MessageResolver;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.yaml.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy behind its set's guards, whose rule trees are walked here and whose expressions cel-java
 * evaluates: the reference that compiled policies must agree with.
 */
public final class OraclePolicy implements Decider {
  private final OracleSet set;
  private final Guards guards;
  private final Policy policy;
  private final MessageResolver speaker;
  private final LazyValue<Map<Object, CelRuntime.Program>> programs =
      new LazyValue<>(this::planAll);

  OraclePolicy(OracleSet set, Guards guards, Policy policy, MessageResolver speaker) {
    this.set = set;
    this.guards = guards;
    this.policy = policy;
    this.speaker = speaker;
  }

  /**
   * The same policy with another expression in the place of one, be it of the policy, the guards or
   * a definition: for mutation runs.
   */
  public OraclePolicy with(CelAbstractSyntaxTree expression, CelAbstractSyntaxTree instead) {
    return new OraclePolicy(set.with(expression, instead), guards, policy, speaker);
  }

  /* Made when first asked for: a policy that compiles is rarely evaluated this way. */
  private Map<Object, CelRuntime.Program> planAll() {
    Map<Object, CelRuntime.Program> planned = new HashMap<>();
    plan(guards.tree(), planned);
    plan(policy.tree(), planned);
    return planned;
  }

  private void plan(RuleTree tree, Map<Object, CelRuntime.Program> programs) {
    tree.variables().forEach(variable -> programs.put(variable, set.program(variable.ast())));
    for (RuleTree.Match match : tree.matches()) {
      match.condition().ifPresent(ast -> programs.put(match.id(), set.program(ast)));
      if (match.result() instanceof RuleTree.Result.Output output) {
        programs.put(output, set.program(output.ast()));
      } else if (match.result() instanceof RuleTree.Result.Nested nested) {
        plan(nested.rule(), programs);
      }
    }
  }

  @Override
  public Decision decide(Frame frame, @Nullable Team team) {
    return decide(frame, team, ConstantProbe.NONE);
  }

  /** The decision, with a probe that sees every match tried. */
  public Decision decide(Frame frame, @Nullable Team team, ConstantProbe probe) {
    return decide(frame, team, probe, null);
  }

  /**
   * The decision, with a probe that sees every match tried.
   *
   * @param watch told of every expression that is evaluated, or null
   */
  public Decision decide(
      Frame frame, @Nullable Team team, ConstantProbe probe, @Nullable EvaluationWatch watch) {
    Decision decision;
    try {
      Scope scope = new Scope(set, frame, team, watch);
      decision = walk(guards.tree(), scope, probe);
      if (decision == null) {
        decision = walk(policy.tree(), scope, probe);
      }
    } catch (CelEvaluationException | RuntimeException e) {
      decision = Decisions.denial(FactError.in(e).orElse(FactProblem.FAILURE));
    }
    if (decision == null) {
      decision = Decisions.denial(FactProblem.FAILURE);
    }
    return speaker.speak(decision);
  }

  /**
   * Why a check cannot be decided, or empty when it can or for want of a fact: decides it once more
   * to find out.
   */
  public Optional<PolicyFailure> failure(Frame frame, @Nullable Team team) {
    Scope scope = new Scope(set, frame, team, null);
    try {
      if (walk(guards.tree(), scope, ConstantProbe.NONE) == null) {
        walk(policy.tree(), scope, ConstantProbe.NONE);
      }
      return Optional.empty();
    } catch (CelEvaluationException | RuntimeException e) {
      boolean fact = FactError.in(e).filter(p -> p.kind() != FactProblem.Kind.FAILED).isPresent();
      return fact ? Optional.empty() : Optional.of(failure(scope.match(), e));
    }
  }

  private PolicyFailure failure(RuleTree.@Nullable Match match, Exception failure) {
    boolean guard = match != null && match.id() < guards.matches().size();
    String file = guard ? guards.document().orElseThrow().file().name() : policy.file().name();
    Position at = match == null ? Position.START : match.position();
    return PolicyFailure.of(policy.name(), file, at, failure);
  }

  private @Nullable Decision walk(RuleTree tree, Scope scope, ConstantProbe probe)
      throws CelEvaluationException {
    for (RuleTree.Variable variable : tree.variables()) {
      scope.declare(variable.name(), expression(variable.ast(), variable));
    }
    for (RuleTree.Match match : tree.matches()) {
      if (match.except().contains(policy.name())) {
        continue;
      }
      scope.enter(match);
      Boolean known = probe.known(match.id());
      boolean held = known != null ? known : holds(match, scope);
      if (!probe.tried(match.id(), held)) {
        continue;
      }
      Decision decision =
          match.result() instanceof RuleTree.Result.Output output
              ? (Decision) scope.eval(expression(output.ast(), output))
              : walk(((RuleTree.Result.Nested) match.result()).rule(), scope, probe);
      if (decision != null) {
        return decision;
      }
    }
    return null;
  }

  private boolean holds(RuleTree.Match match, Scope scope) throws CelEvaluationException {
    return match.condition().isEmpty()
        || (boolean) scope.eval(expression(match.condition().get(), match.id()));
  }

  private Scope.Expression expression(CelAbstractSyntaxTree ast, Object key) {
    return new Scope.Expression(ast, requireNonNull(programs.get().get(key)));
  }
}
