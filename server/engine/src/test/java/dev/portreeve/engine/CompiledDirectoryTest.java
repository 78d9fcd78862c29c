package dev.portreeve.engine;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import org.jspecify.annotations.Nullable;

class CompiledDirectoryTest extends DirectoryContract implements SetDirectoryContract {
  @Override
  public Decision decide(Snapshot snapshot, Frame frame, @Nullable Team team) {
    return team == null ? snapshot.decide(frame) : snapshot.decide(frame, team);
  }
}
