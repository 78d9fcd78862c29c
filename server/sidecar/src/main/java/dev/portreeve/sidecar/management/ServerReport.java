package dev.portreeve.sidecar.management;

import dev.portreeve.sidecar.log.DecisionLog;
import dev.portreeve.source.reload.Generation;
import dev.portreeve.source.reload.LastGood;
import dev.portreeve.source.reload.ReloadStatus;
import dev.portreeve.source.reload.Reloader;
import dev.portreeve.source.reload.SourceClock;
import dev.portreeve.source.team.Teams;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is in force, how old it may be, and what is wrong with what is not. */
public final class ServerReport {
  private static final int MOST_TEAMS = 20;

  private final Reloader<?> reloader;
  private final Freshness freshness;
  private final Optional<LastGood> lastGood;
  private final SecurityReport security;
  private final Optional<DecisionLog> decisionLog;

  /**
   * @param lastGood where the set is kept for the next start, if anywhere
   * @param security how the server is protected
   * @param decisionLog where decisions are recorded, if anywhere
   */
  public ServerReport(
      Reloader<?> reloader,
      Freshness freshness,
      Optional<LastGood> lastGood,
      SecurityReport security,
      Optional<DecisionLog> decisionLog) {
    this.decisionLog = decisionLog;
    this.security = security;
    this.reloader = reloader;
    this.freshness = freshness;
    this.lastGood = lastGood;
  }

  JsonObject json(boolean ready) {
    Generation generation = reloader.inForce().now();
    ReloadStatus status = reloader.status();
    JsonObject report =
        new JsonObject()
            .put("ready", ready)
            .put("stale", freshness.stale())
            .put("policy_set", policySet(generation, status))
            .put("teams", teams(generation.teams(), status))
            .put("security", security.json());
    lastGood.ifPresent(
        kept ->
            report.put(
                "state",
                new JsonObject().put("kept", kept.version()).put("problem", kept.problem())));
    decisionLog.ifPresent(log -> report.put("decision_log", decisions(log)));
    return report;
  }

  private static JsonObject decisions(DecisionLog log) {
    return new JsonObject()
        .put("written", log.counts().written())
        .put("lost", log.counts().lost())
        .put("sampled_out", log.counts().sampledOut())
        .put("waiting_bytes", log.waitingBytes())
        .put("problem", log.counts().problem());
  }

  private JsonObject policySet(Generation generation, ReloadStatus status) {
    JsonObject set =
        new JsonObject()
            .put("name", generation.snapshot().schema().name())
            .put("version", generation.snapshot().version())
            .put("policies", generation.snapshot().policies().size())
            .put("since", status.since().toString())
            .put("last_good", status.lastGood())
            .put("problems", new JsonArray(status.setProblems()));
    status
        .rejected()
        .ifPresent(
            change ->
                set.put(
                    "rejected",
                    new JsonObject()
                        .put("version", change.version())
                        .put("at", change.at().toString())));
    return putAge(set, reloader.policySetClock());
  }

  private JsonObject teams(Teams teams, ReloadStatus status) {
    Map<String, List<String>> refused = teams.refused();
    JsonObject shown = new JsonObject();
    refused.entrySet().stream()
        .limit(MOST_TEAMS)
        .forEach(team -> shown.put(team.getKey(), new JsonArray(team.getValue())));
    JsonObject report =
        new JsonObject()
            .put("count", teams.count())
            .put("in_memory", teams.inMemory())
            .put("pinned", teams.pinned())
            .put("refused_count", refused.size())
            .put("refused", shown)
            .put("misnamed", new JsonArray(teams.misnamed()))
            .put("problem", status.teamsProblem());
    return putAge(report, reloader.teamsClock());
  }

  private static JsonObject putAge(JsonObject report, SourceClock clock) {
    return report
        .put("last_looked", clock.lastLooked().map(Object::toString).orElse(""))
        .put("look_age_seconds", seconds(clock.lookAge()))
        .put("staleness_seconds", seconds(clock.staleness()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
