package dev.portreeve.sidecar.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.metrics.Meters;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagementTest {
  private static final String UNKNOWN =
      "{\"subject\": {\"type\": \"user\", \"id\": \"ana\"}, \"action\": {\"name\": \"door.blow\"},"
          + " \"resource\": {\"type\": \"door\", \"id\": \"d1\"}}";

  @ParameterizedTest
  @CsvSource({"/livez, live", "/readyz, ready"})
  void probe_running_isOk(String path, String body) {
    try (RunningServer server = RunningServer.of(TestSets.of("doors"))) {
      HttpResponse<String> response = server.management().get(path);
      assertEquals(200, response.statusCode());
      assertEquals(body + "\n", response.body());
      assertEquals(405, server.management().post(path, "{}").statusCode());
      assertEquals(404, server.management().get("/access/v1/evaluation").statusCode());
    }
  }

  @Test
  void readyz_verbose_tellsWhatIsInForceAndWhatIsRefused(@TempDir Path directory)
      throws IOException {
    Path set = TestSets.copy("doors", directory.resolve("set"));
    Files.writeString(
        set.resolve("teams/odd.yaml"), "id: odd\nplan: team\nsettings:\n  lokced: true\n");
    try (RunningServer server = RunningServer.of(set)) {
      HttpResponse<String> response = server.management().get("/readyz?verbose");
      assertEquals(200, response.statusCode());
      JsonObject shown = new JsonObject(response.body());
      assertEquals(true, shown.getBoolean("ready"));
      JsonObject policySet = shown.getJsonObject("policy_set");
      assertEquals("doors", policySet.getString("name"));
      assertEquals(4, policySet.getInteger("policies"));
      assertEquals(0, policySet.getJsonArray("problems").size());
      JsonObject teams = shown.getJsonObject("teams");
      assertEquals(3, teams.getInteger("count"));
      String problem = teams.getJsonObject("refused").getJsonArray("odd").getString(0);
      assertTrue(problem.startsWith("teams/odd.yaml:4:3: "), problem);
    }
  }

  @Test
  void readyz_thousandsOfBrokenTeams_showsAFewAndHowManyThereAre(@TempDir Path directory)
      throws IOException {
    Path set = TestSets.copy("doors", directory.resolve("set"));
    for (int i = 0; i < 2_000; i++) {
      String lines = "settings: {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6}\n";
      Files.writeString(set.resolve("teams/t" + i + ".yaml"), "plan: gold\n" + lines);
    }
    try (RunningServer server = RunningServer.of(set)) {
      Eventually.becomes(
          2_000, Duration.ofSeconds(60), () -> teams(server).getInteger("refused_count"));
      JsonObject refused = teams(server).getJsonObject("refused");
      assertEquals(20, refused.size());
      String first = refused.fieldNames().iterator().next();
      assertEquals(4, refused.getJsonArray(first).size());
      assertTrue(server.management().get("/readyz?verbose").body().length() < 20_000);
      Eventually.becomes(
          true,
          Duration.ofSeconds(60),
          () ->
              server
                  .management()
                  .get("/metrics")
                  .body()
                  .contains("portreeve_team_refusals_total 2000.0"));
    }
  }

  private static JsonObject teams(RunningServer server) {
    return new JsonObject(server.management().get("/readyz?verbose").body()).getJsonObject("teams");
  }

  @Test
  void metrics_allMeters_areThere() {
    try (RunningServer server = RunningServer.of(TestSets.of("doors"))) {
      server.http().post("/access/v1/evaluation", UNKNOWN);
      server.http().post("/access/v1/evaluation", "{}");
      String scraped = server.management().get("/metrics").body();
      for (Meters meter : Meters.values()) {
        assertTrue(scraped.contains("# HELP " + meter.scraped() + " "), meter.scraped());
      }
      assertTrue(
          scraped.contains(
              "portreeve_checks_total{action=\"(unknown)\",outcome=\"deny\","
                  + "reason=\"unknown_action\"} 1.0"));
      assertTrue(
          scraped.contains("portreeve_request_seconds_count{endpoint=\"evaluation\"} 2"), scraped);
      assertTrue(scraped.contains("portreeve_check_errors_total{reason=\"unknown_action\"} 1.0"));
      assertTrue(scraped.contains("{endpoint=\"evaluation\",status=\"400\"} 1.0"));
      assertTrue(scraped.contains("jvm_memory_used_bytes"));
    }
  }

  @Test
  void metrics_policyThatDoesNotCompile_isNamed(@TempDir Path directory) throws IOException {
    Path set = TestSets.copy("doors", directory.resolve("set"));
    Path policy = set.resolve("actions/door.paint.yaml");
    Files.writeString(
        policy,
        """
        name: door.paint
        rule:
          match:
            - condition: resource.floor * 2 > 4
              output: permit()
            - output: deny()
        """);
    try (RunningServer server = RunningServer.of(set)) {
      String scraped = server.management().get("/metrics").body();
      assertTrue(scraped.contains("portreeve_policy_compiled{policy=\"door.paint\"} 0"), scraped);
      assertTrue(scraped.contains("portreeve_policy_compiled{policy=\"door.open\"} 1"), scraped);
      Files.copy(
          TestSets.of("doors").resolve("actions/door.paint.yaml"),
          policy,
          StandardCopyOption.REPLACE_EXISTING);
      String compiled = "portreeve_policy_compiled{policy=\"door.paint\"} 1";
      Eventually.becomes(
          true,
          Duration.ofSeconds(5),
          () -> server.management().get("/metrics").body().contains(compiled));
    }
  }
}
