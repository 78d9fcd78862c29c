package dev.portreeve.policy;

import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.facts.Team;
import org.jspecify.annotations.Nullable;

/** What decides: compiled code, or the reference where a policy does not compile. */
class CompiledDeciderTest extends DeciderContract {
  @Override
  Decision decide(Snapshot snapshot, Frame frame, @Nullable Team team) {
    return team == null ? snapshot.decide(frame) : snapshot.decide(frame, team);
  }
}
