package dev.portreeve.engine;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import org.jspecify.annotations.Nullable;

/** What decides: compiled code, or the reference where a policy does not compile. */
class CompiledDeciderTest extends DeciderContract {
  @Override
  Decision decide(Snapshot snapshot, Frame frame, @Nullable Team team) {
    return team == null ? snapshot.decide(frame) : snapshot.decide(frame, team);
  }
}
