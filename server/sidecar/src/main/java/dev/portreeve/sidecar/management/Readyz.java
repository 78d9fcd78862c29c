package dev.portreeve.sidecar.management;

import dev.portreeve.source.reload.Generation;
import dev.portreeve.source.reload.ReloadStatus;
import dev.portreeve.source.reload.Reloader;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /readyz}: 200 while checks are answered, else 503. With {@code ?verbose} it tells what
 * is in force and what is wrong with what is not.
 */
final class Readyz implements Handler<RoutingContext> {
  private static final int MOST_TEAMS = 100;

  private final Health health;
  private final Reloader<?> reloader;

  Readyz(Health health, Reloader<?> reloader) {
    this.health = health;
    this.reloader = reloader;
  }

  @Override
  public void handle(RoutingContext context) {
    boolean ready = health.ready();
    context.response().setStatusCode(ready ? 200 : 503);
    if (context.queryParams().contains("verbose")) {
      context.response().putHeader("content-type", "application/json");
      context.end(verbose(ready).encodePrettily() + "\n");
    } else {
      context.response().putHeader("content-type", "text/plain");
      context.end(ready ? "ready\n" : "not ready\n");
    }
  }

  private JsonObject verbose(boolean ready) {
    Generation generation = reloader.inForce().now();
    ReloadStatus status = reloader.status();
    JsonObject set =
        new JsonObject()
            .put("name", generation.snapshot().schema().name())
            .put("version", generation.snapshot().version())
            .put("policies", generation.snapshot().policies().size())
            .put("since", status.since().toString())
            .put("last_good", status.lastGood())
            .put("problems", new JsonArray(status.setProblems()));
    Map<String, List<String>> refused = generation.teams().refused();
    JsonObject shown = new JsonObject();
    refused.entrySet().stream()
        .limit(MOST_TEAMS)
        .forEach(team -> shown.put(team.getKey(), new JsonArray(team.getValue())));
    JsonObject teams =
        new JsonObject()
            .put("count", generation.teams().count())
            .put("in_memory", generation.teams().inMemory())
            .put("pinned", generation.teams().pinned())
            .put("refused_count", refused.size())
            .put("refused", shown)
            .put("problem", status.teamsProblem());
    return new JsonObject().put("ready", ready).put("policy_set", set).put("teams", teams);
  }
}
