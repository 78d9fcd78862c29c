package dev.portreeve.sidecar.record;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.source.team.TeamLookup;

/**
 * What the store has said of a check.
 *
 * @param by decides the check, or says how it was decided
 * @param team that it is decided for
 * @param decided whether it is
 */
public record Found(DecisionPoint by, TeamLookup team, boolean decided) {
  /** A check that is still to be decided. */
  public static Found open(DecisionPoint by, TeamLookup team) {
    return new Found(by, team, false);
  }

  /** One that is decided already. */
  static Found decided(Decision decision, TeamLookup team) {
    return new Found((snapshot, frame, known) -> decision, team, true);
  }

  /** One of which nothing can be known at present. */
  static Found unavailable(DecisionPoint by) {
    return new Found(by, TeamLookup.UNAVAILABLE, true);
  }
}
