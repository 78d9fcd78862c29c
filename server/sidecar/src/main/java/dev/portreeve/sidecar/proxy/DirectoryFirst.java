package dev.portreeve.sidecar.proxy;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.source.team.TeamLookup;

/** Lets what the directory says count before what came with the request. */
public final class DirectoryFirst implements DecisionPoint {
  private final DecisionPoint decisions;

  public DirectoryFirst(DecisionPoint decisions) {
    this.decisions = decisions;
  }

  @Override
  public Decision decide(Snapshot snapshot, Frame frame, TeamLookup team) {
    frame.directory(snapshot.directory());
    Lookup.directoryFirst(frame, team instanceof TeamLookup.Known known ? known.team() : null);
    return decisions.decide(snapshot, frame, team);
  }
}
