package dev.portreeve.bench.shipped;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import java.time.Instant;
import java.util.List;

/**
 * A check made ready: decoded, and its team found.
 *
 * @param frame what the request says
 * @param team the one it names
 */
public record RecordedCheck(Frame frame, Team team) {

  /** The checks of cases, each of which gets the answer that its case wants. */
  public static RecordedCheck[] of(Snapshot snapshot, List<Case> cases) {
    return cases.stream().map(one -> of(snapshot, one)).toArray(RecordedCheck[]::new);
  }

  private static RecordedCheck of(Snapshot snapshot, Case one) {
    Team team = one.team().map(CaseTeam::team).orElseThrow();
    RecordedCheck asked =
        new RecordedCheck(one.request().frame(snapshot.schema(), Instant.now()), team);
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
