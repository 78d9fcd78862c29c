package dev.portreeve.policy.lang;

import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.facts.Team;
import org.jspecify.annotations.Nullable;

/** The runnable form of one policy. Pure and total; safe for use by several threads. */
@FunctionalInterface
public interface Decider {
  /**
   * The policy's decision.
   *
   * @param team the team that governs the check, or null when none is given
   */
  Decision decide(Frame frame, @Nullable Team team);
}
