package dev.portreeve.sidecar.decision;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.source.team.TeamLookup;
import java.util.List;
import java.util.Map;

/** Lets the policy set decide, and words the decision for callers that only want to know. */
public final class EngineDecisionPoint implements DecisionPoint {
  /** The reason of a denial because nothing can be known of the team at present. */
  public static final String TEAM_UNAVAILABLE = "team_unavailable";

  private static final Decision UNAVAILABLE =
      new Decision(
          Outcome.DENY,
          TEAM_UNAVAILABLE,
          "The team cannot be read at present; try again.",
          "",
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Map.of());

  @Override
  public Decision decide(Snapshot snapshot, Frame frame, TeamLookup team) {
    if (team instanceof TeamLookup.Unavailable) {
      return UNAVAILABLE;
    }
    Decision decision =
        team instanceof TeamLookup.Known known
            ? snapshot.decide(frame, known.team())
            : snapshot.decide(frame);
    boolean dryRun = Boolean.TRUE.equals(frame.value(frame.schema().dryRunSlot()));
    return dryRun ? decision.dryRun() : decision;
  }
}
