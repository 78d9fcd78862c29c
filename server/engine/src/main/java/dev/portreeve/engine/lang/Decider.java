package dev.portreeve.engine.lang;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
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
