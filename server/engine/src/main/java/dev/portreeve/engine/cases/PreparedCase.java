package dev.portreeve.engine.cases;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.oracle.OraclePolicy;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A case made ready to be decided again and again, and which matches it tries. */
final class PreparedCase {
  private final Case of;
  private final Snapshot snapshot;
  private final Frame frame;
  private final @Nullable Team team;
  private final BitSet held = new BitSet();
  private final BitSet passed = new BitSet();

  PreparedCase(Case of, Snapshot snapshot) {
    this.of = of;
    this.snapshot = snapshot;
    this.frame = of.frame(snapshot.schema());
    this.team = of.team().map(CaseTeam::team).orElse(null);
  }

  Case of() {
    return of;
  }

  /** Decides once as it is, noting the matches tried; whether the answer is as wanted. */
  boolean watch() {
    return passes(
        (match, holds) -> {
          (holds ? held : passed).set(match);
          return holds;
        });
  }

  /** Whether the answer is as wanted, with the policy bent by the probe. */
  boolean passes(ConstantProbe probe) {
    return of.want().check(snapshot.decide(frame, team, probe)).isEmpty();
  }

  /** Whether the answer is as wanted, given by another form of the policy. */
  boolean passes(OraclePolicy form) {
    return of.want().check(snapshot.decide(frame, team, oracle -> form)).isEmpty();
  }

  /** Whether the match was tried and held. */
  boolean takes(int match) {
    return held.get(match);
  }

  /** Whether the match was tried and did not hold. */
  boolean passesBy(int match) {
    return passed.get(match);
  }
}
