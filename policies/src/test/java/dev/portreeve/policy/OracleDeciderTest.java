package dev.portreeve.policy;

import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.facts.Team;
import dev.portreeve.policy.lang.Probe;
import org.jspecify.annotations.Nullable;

class OracleDeciderTest extends DeciderContract {
  @Override
  Decision decide(Snapshot snapshot, Frame frame, @Nullable Team team) {
    return snapshot.decide(frame, team, Probe.NONE);
  }
}
