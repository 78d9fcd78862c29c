package dev.portreeve.bench.shipped;

import dev.portreeve.policy.Snapshot;
import dev.portreeve.policy.cases.Case;
import dev.portreeve.policy.cases.CaseTeam;
import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.facts.Team;
import java.time.Instant;
import java.util.List;

/**
 * A check made ready: decoded, and its team found.
 *
 * @param frame what the request says
 * @param team the one it names
 */
public record Asked(Frame frame, Team team) {

  /** The checks of cases, each of which gets the answer that its case wants. */
  public static Asked[] of(Snapshot snapshot, List<Case> cases) {
    return cases.stream().map(one -> of(snapshot, one)).toArray(Asked[]::new);
  }

  private static Asked of(Snapshot snapshot, Case one) {
    Team team = one.team().map(CaseTeam::team).orElseThrow();
    Asked asked = new Asked(one.request().frame(snapshot.schema(), Instant.now()), team);
    List<String> differences = one.want().check(asked.decide(snapshot));
    if (!differences.isEmpty()) {
      throw new IllegalStateException(one.location() + ": " + differences);
    }
    return asked;
  }

  public Decision decide(Snapshot snapshot) {
    return snapshot.decide(frame, team);
  }
}
