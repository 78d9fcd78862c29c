package dev.portreeve.sidecar.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalenessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private Path set;

  @BeforeEach
  void begin() {
    set = TestSets.copy("doors", directory.resolve("set"));
  }

  @Test
  void maxStaleness_sourceGone_isUnreadyAndAnswersAsBefore() throws IOException {
    try (RunningServer server = serve(Map.of("--max-staleness", "5s"))) {
      assertEquals(200, status(server));
      Files.move(set, directory.resolve("away"));
      Eventually.becomes(503, PATIENCE, () -> status(server));
      JsonObject report = report(server);
      assertEquals(true, report.getBoolean("stale"));
      JsonObject policySet = report.getJsonObject("policy_set");
      assertTrue(policySet.getDouble("staleness_seconds") >= 5, report.encodePrettily());
      assertTrue(policySet.getDouble("look_age_seconds") >= 5, report.encodePrettily());
      assertEquals("open", reason(server));
      Files.move(directory.resolve("away"), set);
      Eventually.becomes(200, PATIENCE, () -> status(server));
    }
  }

  @Test
  void whenStale_deny_everyCheckIsDeniedWithAReason() throws IOException {
    try (RunningServer server = serve(Map.of("--max-staleness", "5s", "--when-stale", "deny"))) {
      assertEquals("open", reason(server));
      Files.move(set.resolve("teams"), directory.resolve("away"));
      Eventually.becomes("policy_stale", PATIENCE, () -> reason(server));
      Files.move(directory.resolve("away"), set.resolve("teams"));
      Eventually.becomes("open", PATIENCE, () -> reason(server));
    }
  }

  @Test
  void rejectedChange_countsAsStaleThoughTheSourceIsLookedAt() throws IOException {
    try (RunningServer server = serve(Map.of())) {
      Files.writeString(set.resolve("messages.yaml"), "open: [\n");
      Eventually.becomes(
          true,
          PATIENCE,
          () -> report(server).getJsonObject("policy_set").getDouble("staleness_seconds") > 3);
      JsonObject policySet = report(server).getJsonObject("policy_set");
      assertTrue(policySet.getDouble("look_age_seconds") < 3, policySet.encodePrettily());
      assertTrue(policySet.getJsonObject("rejected").getString("version").matches("[0-9a-f]{64}"));
      assertEquals(200, status(server));
    }
  }

  @Test
  void misnamed_isReportedAndMeasured() throws IOException {
    Files.writeString(set.resolve("teams/cone.yml"), "id: cone\n");
    try (RunningServer server = serve(Map.of())) {
      String told = report(server).getJsonObject("teams").getJsonArray("misnamed").getString(0);
      assertTrue(told.startsWith("teams/cone.yml: not read, "), told);
      String metrics = server.management().get("/metrics").body();
      assertTrue(metrics.contains("portreeve_teams_misnamed 1"), metrics);
    }
  }

  private RunningServer serve(Map<String, String> flags) {
    return RunningServer.of(set, flags);
  }

  private static int status(RunningServer server) {
    return server.management().get("/readyz").statusCode();
  }

  private static JsonObject report(RunningServer server) {
    return new JsonObject(server.management().get("/readyz?verbose").body());
  }

  private static String reason(RunningServer server) {
    return server
        .http()
        .check(
            Map.of(
                "subject", Map.of("type", "user", "id", "ana"),
                "action", Map.of("name", "door.open"),
                "resource",
                    Map.of(
                        "type", "door",
                        "id", "d1",
                        "properties", Map.of("team", "acme", "floor", 3))))
        .getJsonObject("context")
        .getString("reason");
  }
}
