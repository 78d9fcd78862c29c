package dev.portreeve.sidecar.proxy;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.source.team.TeamLookup;
import java.util.List;

/** Lets what a team's directory says of a subject count before what came with the request. */
public final class DirectoryFirst implements DecisionPoint {
  private final DecisionPoint decisions;

  public DirectoryFirst(DecisionPoint decisions) {
    this.decisions = decisions;
  }

  @Override
  public Decision decide(Snapshot snapshot, Frame frame, TeamLookup team) {
    if (team instanceof TeamLookup.Known known) {
      Structure member = known.team().member(frame.subjectId());
      List<Fact> directory = snapshot.schema().directory();
      for (int i = 0; member != null && i < directory.size(); i++) {
        if (member.value(i) != null) {
          frame.forget(directory.get(i).slot());
        }
      }
    }
    return decisions.decide(snapshot, frame, team);
  }
}
