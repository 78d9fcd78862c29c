package dev.portreeve.policy.compiled;

import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.facts.Team;
import org.jspecify.annotations.Nullable;

/** What a generated class implements. */
@FunctionalInterface
interface Code {
  /**
   * A {@link dev.portreeve.policy.decision.Decision}, or the {@link
   * dev.portreeve.policy.facts.FactProblem} that kept the policy from making one.
   */
  Object run(Frame frame, @Nullable Team team);
}
