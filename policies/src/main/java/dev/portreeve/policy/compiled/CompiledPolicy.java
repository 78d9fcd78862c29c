package dev.portreeve.policy.compiled;

import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.decision.Outcome;
import dev.portreeve.policy.decision.Reasons;
import dev.portreeve.policy.facts.FactProblem;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.facts.Team;
import dev.portreeve.policy.lang.Decider;
import dev.portreeve.policy.lang.Verdicts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy as the JVM's own code; each is a generated class that extends this one. */
public abstract class CompiledPolicy implements Decider {
  private final Speaker speaker;

  private final Map<FactProblem, Decision> denials = new HashMap<>();

  /**
   * @param problems those known when the policy is compiled; their denials are made once
   */
  CompiledPolicy(Speaker speaker, Set<FactProblem> problems) {
    this.speaker = speaker;
    problems.forEach(problem -> denials.put(problem, denial(problem)));
    denials.put(FactProblem.FAILURE, denial(FactProblem.FAILURE));
  }

  /** A {@link Decision}, or the {@link FactProblem} that kept the policy from making one. */
  abstract Object run(Frame frame, @Nullable Team team);

  @Override
  public final Decision decide(Frame frame, @Nullable Team team) {
    Object result;
    try {
      result = run(frame, team);
    } catch (RuntimeException | StackOverflowError e) {
      result = FactProblem.FAILURE; // a defect of the compiler; the check is denied all the same
    }
    if (result instanceof Decision decision) {
      return decision;
    }
    Decision known = denials.get(result);
    return known != null ? known : denial((FactProblem) result);
  }

  private Decision denial(FactProblem problem) {
    return speaker.speak(
        switch (problem.kind()) {
          case MISSING -> Verdicts.missingFact(problem.path());
          case INVALID -> Verdicts.invalidFact(problem.path());
          case FAILED -> Verdicts.of(Outcome.DENY, Reasons.POLICY_ERROR);
        });
  }
}
