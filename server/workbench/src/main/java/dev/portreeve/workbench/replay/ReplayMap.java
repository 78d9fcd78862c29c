package dev.portreeve.workbench.replay;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.workbench.difference.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What comes of recorded decisions, as plain maps and lists, from which JSON is written. */
public final class ReplayMap {
  private ReplayMap() {}

  /** Counts, then {@code changes} and {@code skipped}. */
  public static Map<String, Object> of(ReplayReport report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("records", report.records());
    map.put("decided", report.total());
    for (Direction direction :
        List.of(Direction.LOOSENED, Direction.TIGHTENED, Direction.REWORDED)) {
      map.put(direction.code(), report.count(direction));
    }
    map.put("actions", report.decided());
    map.put("changes", report.changes().stream().map(ReplayMap::change).toList());
    map.put("skipped", report.skipped().stream().map(ReplayMap::skipped).toList());
    map.put("same_policy_version", report.sameVersion());
    map.put("other_team_version", report.otherTeams());
    map.put("undeclared", report.undeclared());
    map.put("permit_rates", report.permitRates());
    return map;
  }

  private static Map<String, Object> change(ReplayChange change) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("action", change.action());
    map.put("direction", change.direction().code());
    map.put("was", told(change.was()));
    map.put("would_be", told(change.wouldBe()));
    map.put("count", change.count());
    map.put("other_team_version", change.otherTeams());
    map.put("examples", change.examples().stream().map(ReplayMap::example).toList());
    return map;
  }

  private static Map<String, Object> told(Decision decision) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("outcome", decision.outcome().code());
    map.put("reason", decision.reason());
    return map;
  }

  private static Map<String, Object> example(ReplayChange.Example example) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("record", example.place());
    map.put("decision_id", example.decisionId());
    map.put("req_id", example.requestId());
    map.put("subject", example.subject());
    map.put("resource", example.resource());
    map.put("match_before", example.before());
    map.put("match_after", example.after());
    map.put("cites", example.cites());
    map.put("missing", example.missing().stream().sorted().toList());
    return map;
  }

  private static Map<String, Object> skipped(ReplayReport.Skipped skipped) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("why", skipped.obstacle().code());
    map.put("detail", skipped.detail());
    map.put("count", skipped.count());
    map.put("first", skipped.first());
    return map;
  }
}
