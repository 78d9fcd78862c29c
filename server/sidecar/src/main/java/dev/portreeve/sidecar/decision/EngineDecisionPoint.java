package dev.portreeve.sidecar.decision;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.source.team.TeamLookup;

/** Lets the policy set decide, and words the decision for callers that only want to know. */
public final class EngineDecisionPoint implements DecisionPoint {
  @Override
  public Decision decide(Snapshot snapshot, Frame frame, TeamLookup team) {
    Decision decision =
        team instanceof TeamLookup.Known known
            ? snapshot.decide(frame, known.team())
            : snapshot.decide(frame);
    boolean dryRun = Boolean.TRUE.equals(frame.value(frame.schema().dryRunSlot()));
    return dryRun ? decision.dryRun() : decision;
  }
}
