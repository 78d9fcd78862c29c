package dev.portreeve.engine;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.ConstantProbe;
import org.jspecify.annotations.Nullable;

class OracleDirectoryTest extends DirectoryContract implements SetDirectoryContract {
  @Override
  public Decision decide(Snapshot snapshot, Frame frame, @Nullable Team team) {
    return snapshot.decide(frame, team, ConstantProbe.NONE);
  }
}
