package dev.portreeve.sidecar.decision;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.source.team.TeamLookup;

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
