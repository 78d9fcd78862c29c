package dev.portreeve.server.decision;

import dev.portreeve.policy.Snapshot;
import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.server.team.TeamLookup;

/** Decides checks. What concerns every check wraps one of these and is one itself. */
@FunctionalInterface
public interface DecisionPoint {
  /**
   * Decides one check.
   *
   * @param snapshot decides
   * @param frame made with the snapshot's schema
   * @param team what is known of the team that the frame names
   */
  Decision decide(Snapshot snapshot, Frame frame, TeamLookup team);
}
