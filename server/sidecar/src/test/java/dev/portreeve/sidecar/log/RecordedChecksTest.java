package dev.portreeve.sidecar.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A whole server records what it decides, and decides nothing that it cannot record. */
class RecordedChecksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void checks_howeverAsked_areEachRecordedOnce() throws IOException {
    Path log = directory.resolve("decisions.jsonl");
    try (RunningServer server = server(Map.of("--decision-log-labels", "app=shop"))) {
      JsonObject answer = server.http().check(check("door.open", "acme"));
      assertEquals(answer, server.grpc().check(check("door.open", "acme")));
      assertEquals(200, post(server, DoorRequests.BATCH_PATH, DoorRequests.batch(3, 100)));
      assertEquals(
          5, server.grpc().checkBatch(DoorRequests.grpcBatch(5, 10)).getEvaluationsCount());
      Eventually.becomes(10, PATIENCE, () -> records(log).size());
      JsonObject first = records(log).get(0);
      JsonObject context = answer.getJsonObject("context");
      assertEquals(context.getString("policy_version"), first.getString("policy_version"));
      assertEquals(context.getString("team_version"), first.getString("team_version"));
      assertEquals("open", first.getJsonObject("result").getString("reason"));
      Eventually.becomes(
          10.0, PATIENCE, () -> value(server, "portreeve_decision_log_written_total"));
    }
    List<JsonObject> records = records(log);
    assertEquals(10, records.size());
    Set<String> ids =
        records.stream().map(record -> record.getString("decision_id")).collect(Collectors.toSet());
    assertEquals(10, ids.size());
    assertEquals(
        Set.of("shop"),
        new HashSet<>(
            records.stream().map(r -> r.getJsonObject("labels").getString("app")).toList()));
    assertEquals(
        List.of("door.open", "door.open", "door.knock"),
        records.subList(0, 3).stream().map(record -> record.getString("path")).toList());
  }

  @Test
  void record_ofARequestWithAnId_hasIt() throws IOException {
    Path log = directory.resolve("decisions.jsonl");
    try (RunningServer server = server(Map.of())) {
      for (String id : List.of("fast", "slow")) {
        HttpRequest.Builder request =
            server
                .http()
                .request(DoorRequests.CHECK_PATH)
                .header("content-type", "application/json")
                .header("x-request-id", id)
                .POST(HttpRequest.BodyPublishers.ofString(DoorRequests.CHECK));
        assertEquals(200, server.http().send(request).statusCode());
      }
    }
    List<String> ids = records(log).stream().map(record -> record.getString("req_id")).toList();
    assertEquals("fast", ids.get(0));
    assertEquals(2, ids.size());
  }

  /** Over HTTP and gRPC, and in a batch whose items take the context of the whole. */
  @Test
  void decisionId_askedFor_isThatOfTheRecordAndNobodyElsesAnswer() throws IOException {
    Path log = directory.resolve("decisions.jsonl");
    List<String> told = new ArrayList<>();
    try (RunningServer server = server(Map.of())) {
      Map<String, Object> asking = new HashMap<>(check("door.open", "acme"));
      asking.put("context", Map.of("decision_id", true));
      told.add(id(server.http().check(asking)));
      told.add(id(server.http().check(asking)));
      told.add(id(server.grpc().check(asking)));
      Map<String, Object> batch = new HashMap<>(asking);
      batch.put("evaluations", List.of(Map.of(), Map.of("context", Map.of("decision_id", "no"))));
      HttpResponse<String> answers =
          server.http().post(DoorRequests.BATCH_PATH, new JsonObject(batch).encode());
      JsonArray items = new JsonObject(answers.body()).getJsonArray("evaluations");
      told.add(id(items.getJsonObject(0)));
      assertNull(id(items.getJsonObject(1)));
      assertNull(id(server.http().check(check("door.open", "acme"))));
    }
    List<String> recorded =
        records(log).stream().map(record -> record.getString("decision_id")).toList();
    assertEquals(told, recorded.subList(0, told.size()));
    assertEquals(6, Set.copyOf(recorded).size());
  }

  @Test
  void searchesAndFilters_areRecordedWithWhatWasAskedAndFound() throws IOException {
    Path log = directory.resolve("decisions.jsonl");
    Map<String, String> hiding =
        Map.of(
            "--decision-log-mask", "/input/subject/id",
            "--decision-log-drop", "/input/resource/properties/floor,/result/examined");
    try (RunningServer server = server(hiding)) {
      JsonObject search =
          new JsonObject(new HashMap<>(check("door.open", "acme"))).put("page", Map.of("limit", 7));
      HttpRequest.Builder request =
          server
              .http()
              .request("/access/v1/search/resource")
              .header("content-type", "application/json")
              .header("x-request-id", "s-1")
              .POST(HttpRequest.BodyPublishers.ofString(search.encode()));
      assertEquals(200, server.http().send(request).statusCode());
      search.remove("page");
      assertEquals(200, post(server, "/access/v1/filter", search.encode()));
      assertEquals(200, post(server, "/access/v1/search/action", search.encode()));
    }
    JsonObject search = records(log).get(0);
    assertEquals(
        new JsonObject()
            .put("subject", new JsonObject().put("type", "user").put("id", "**REDACTED**"))
            .put("action", new JsonObject().put("name", "door.open"))
            .put(
                "resource",
                new JsonObject()
                    .put("type", "door")
                    .put("properties", new JsonObject().put("team", "acme"))),
        search.getJsonObject("input"));
    assertEquals(
        new JsonObject(
            """
            {"results": 0, "decided": 0, "by": "scan", "end": "all", "limit": 7, "continued": false}
            """),
        search.getJsonObject("result"));
    assertEquals(
        new JsonArray().add("/input/resource/properties/floor").add("/result/examined"),
        search.getJsonArray("erased"));
    assertEquals("s-1", search.getString("req_id"));
    assertEquals("door.open", search.getString("path"));
    assertTrue(search.getString("policy_version").length() > 10);
    assertTrue(search.getJsonObject("metrics").getLong("timer_search_ns") > 0);
    assertNull(search.getString("decision_id"));
    JsonObject filter = records(log).get(1);
    assertEquals("filter", filter.getString("type"));
    assertEquals(false, filter.getJsonObject("result").getBoolean("sql"));
    assertTrue(filter.getJsonObject("metrics").getLong("timer_filter_ns") > 0);
    JsonObject actions = records(log).get(2);
    assertEquals(
        List.of("search", "action"),
        List.of(actions.getString("type"), actions.getString("sought")));
    assertFalse(actions.containsKey("path"));
    assertFalse(actions.getJsonObject("input").containsKey("action"));
  }

  private static String id(JsonObject answer) {
    return answer.getJsonObject("context").getString("decision_id");
  }

  @Test
  void stop_atOnce_losesNothing() throws IOException {
    Path log = directory.resolve("decisions.jsonl");
    try (RunningServer server = server(Map.of("--decision-log-flush", "60000"))) {
      for (int i = 0; i < 50; i++) {
        assertEquals(200, post(server, DoorRequests.CHECK_PATH, DoorRequests.CHECK));
      }
      assertEquals(0, records(log).size(), "nothing is written before the flush interval");
    }
    assertEquals(50, records(log).size());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void disk_full_checksAreRefusedUntilItHeals() throws IOException {
    Path log = directory.resolve("decisions.jsonl");
    Map<String, String> small =
        Map.of("--decision-log-buffer", "64KiB", "--decision-log-wait", "50");
    try (RunningServer server = server(small)) {
      Path full = Files.createSymbolicLink(directory.resolve("full"), Path.of("/dev/full"));
      Files.move(full, log, StandardCopyOption.ATOMIC_MOVE);
      int answered = 0;
      int status = 200;
      while (status == 200 && answered < 10_000) {
        status = post(server, DoorRequests.CHECK_PATH, DoorRequests.CHECK);
        answered += status == 200 ? 1 : 0;
      }
      assertEquals(503, status, "after " + answered + " answers");
      assertEquals(
          GrpcStatus.UNAVAILABLE,
          server.grpc().call(DecisionServiceGrpcClient.Check, DoorRequests.grpcCheck()).status());
      assertEquals(503, post(server, DoorRequests.BATCH_PATH, DoorRequests.batch(3, 100)));
      Eventually.becomes(503, PATIENCE, () -> server.management().get("/readyz").statusCode());
      JsonObject report = new JsonObject(server.management().get("/readyz?verbose").body());
      assertEquals(
          "No space left on device", report.getJsonObject("decision_log").getString("problem"));
      assertEquals(1.0, value(server, "portreeve_decision_log_failing"));

      Files.delete(log);
      Eventually.becomes(200, PATIENCE, () -> server.management().get("/readyz").statusCode());
      assertEquals(200, post(server, DoorRequests.CHECK_PATH, DoorRequests.CHECK));
      int all = answered + 1;
      Eventually.becomes(all, PATIENCE, () -> records(log).size());
      assertEquals(0.0, value(server, "portreeve_decision_log_lost_total"));
      Eventually.becomes(0.0, PATIENCE, () -> value(server, "portreeve_decision_log_failing"));
    }
  }

  private RunningServer server(Map<String, String> more) {
    Map<String, String> flags = new HashMap<>(more);
    flags.put("--decision-log", directory.resolve("decisions.jsonl").toString());
    return RunningServer.of(TestSets.of("doors"), flags);
  }

  private static int post(RunningServer server, String path, String body) {
    HttpResponse<String> response = server.http().post(path, body);
    return response.statusCode();
  }

  private static double value(RunningServer server, String name) {
    return server
        .management()
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonObject> records(Path log) {
    try {
      return Files.exists(log)
          ? Files.readAllLines(log).stream().map(JsonObject::new).toList()
          : List.of();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> check(String action, String team) {
    return Map.of(
        "subject", Map.of("type", "user", "id", "ana"),
        "action", Map.of("name", action),
        "resource",
            Map.of("type", "door", "id", "d1", "properties", Map.of("team", team, "floor", 3)));
  }
}
