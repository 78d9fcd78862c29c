package dev.portreeve.sidecar.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.ServerPair;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of members that the schema does not declare; with and without the fast path. */
class UnknownFactsTest {
  private static final String CHECK = "/access/v1/evaluation";
  private static final List<String> LISTS =
      List.of(
          "/access/v1/search/subject",
          "/access/v1/search/resource",
          "/access/v1/search/action",
          "/access/v1/filter");
  private static final String BATCH = "/access/v1/evaluations";

  private static ServerPair lax;
  private static RunningServer reporting;
  private static RunningServer strict;

  @BeforeAll
  static void start() {
    lax = ServerPair.of(TestSets.of("doors"), Map.of());
    reporting = RunningServer.of(TestSets.of("doors"), Map.of("--unknown-facts", "report"));
    strict = RunningServer.of(TestSets.of("doors"), Map.of("--unknown-facts", "refuse"));
  }

  @AfterAll
  static void stop() {
    lax.close();
    reporting.close();
    strict.close();
  }

  private static JsonObject check(String subject, String resource, JsonObject context) {
    return new JsonObject()
        .put("subject", new JsonObject(subject).put("type", "user").put("id", "ana"))
        .put("action", new JsonObject().put("name", "door.open"))
        .put(
            "resource",
            new JsonObject()
                .put("type", "door")
                .put("id", "d1")
                .put("properties", new JsonObject(resource).put("team", "acme")))
        .put("context", context);
  }

  /** A misspelt fact of the subject, one that stands beside `properties`, one of the context. */
  private static JsonObject misspelt(String mode) {
    return check(
        "{\"badge\": true, \"properties\": {\"rolse\": [\"guest\"]}}",
        "{\"floor\": 1}",
        new JsonObject().put("wether", "fine").put("unknown_facts", mode));
  }

  private static final JsonArray ALL =
      new JsonArray()
          .add(meant("subject.badge", "subject.properties.badge"))
          .add(meant("subject.properties.rolse", "subject.properties.roles"))
          .add(new JsonObject().put("field", "context.wether"));

  private static JsonObject meant(String field, String meant) {
    return new JsonObject().put("field", field).put("did_you_mean", meant);
  }

  private static JsonObject post(RunningServer server, String path, JsonObject body) {
    HttpResponse<String> response = server.http().post(path, body.encode());
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  @Test
  void check_undeclaredMembers_areIgnored() {
    for (RunningServer server : lax.both()) {
      JsonObject answer = post(server, CHECK, misspelt("ignore"));
      assertEquals("open", answer.getJsonObject("context").getString("reason"));
      assertNull(answer.getJsonObject("context").getValue("unknown_facts"));
    }
  }

  @Test
  void check_undeclaredMembersToReport_areNamedWithWhatWasMeant() {
    for (RunningServer server : lax.both()) {
      JsonObject answer = post(server, CHECK, misspelt("report"));
      assertTrue(answer.getBoolean("decision"));
      assertEquals(ALL, answer.getJsonObject("context").getJsonArray("unknown_facts"));
    }
    JsonObject usual = post(reporting, CHECK, misspelt("ignore"));
    assertEquals(ALL, usual.getJsonObject("context").getJsonArray("unknown_facts"));
  }

  @Test
  void check_bareAnswerToReport_getsAContext() {
    JsonObject knock = misspelt("report").put("action", new JsonObject().put("name", "door.knock"));
    for (RunningServer server : lax.both()) {
      JsonObject answer = post(server, CHECK, knock);
      assertFalse(answer.getBoolean("decision"));
      assertEquals(new JsonObject().put("unknown_facts", ALL), answer.getJsonObject("context"));
    }
    knock.getJsonObject("context").put("decision_id", true);
    JsonObject both = post(lax.on(), CHECK, knock).getJsonObject("context");
    assertEquals(ALL, both.getJsonArray("unknown_facts"));
    assertEquals(26, both.getString("decision_id").length());
  }

  @Test
  void check_undeclaredMembersToRefuse_isRefusedAndNamesTheFirst() {
    for (RunningServer server : List.of(lax.on(), lax.off(), strict)) {
      HttpResponse<String> response = server.http().post(CHECK, misspelt("refuse").encode());
      assertEquals(400, response.statusCode());
      JsonObject error = new JsonObject(response.body());
      assertEquals("subject.badge", error.getString("field"));
      assertEquals(
          "`subject.badge` is not declared in the schema of the policy set: did you mean"
              + " `subject.properties.badge`?",
          error.getString("error"));
    }
    assertEquals(400, strict.http().post(CHECK, misspelt("ignore").encode()).statusCode());
  }

  @Test
  void check_onlyDeclaredMembers_isAnsweredByTheStrictest() {
    JsonObject all =
        check(
            "{\"properties\": {\"badge\": true, \"roles\": []}}",
            "{\"floor\": 1, \"tags\": []}",
            new JsonObject()
                .put("time", "2026-01-01T00:00:00Z")
                .put("dry_run", true)
                .put("decision_id", true)
                .put("explain", false)
                .put("supported_obligations", new JsonArray().add("custom"))
                .put("unknown_facts", "refuse"));
    assertTrue(post(strict, CHECK, all).getBoolean("decision"));
  }

  @Test
  void check_wishThatIsNone_isRefusedByName() {
    for (RunningServer server : lax.both()) {
      HttpResponse<String> response = server.http().post(CHECK, misspelt("strictly").encode());
      assertEquals(400, response.statusCode());
      JsonObject error = new JsonObject(response.body());
      assertEquals("context.unknown_facts", error.getString("field"));
    }
  }

  @Test
  void call_undeclaredMembers_areReportedAndRefusedAsOverHttp() {
    JsonArray facts =
        new JsonArray()
            .add(meant("context.tiem", "context.time"))
            .add(meant("resource.properties.badge", "subject.properties.badge"));
    JsonObject check =
        check("{}", "{\"floor\": 1, \"badge\": true}", new JsonObject().put("tiem", "now"));
    for (RunningServer server : lax.both()) {
      check.getJsonObject("context").put("unknown_facts", "report");
      JsonObject answer = server.grpc().check(check.getMap());
      assertTrue(answer.getBoolean("decision"));
      assertEquals(
          facts.stream().map(String::valueOf).sorted().toList(),
          answer.getJsonObject("context").getJsonArray("unknown_facts").stream()
              .map(String::valueOf)
              .sorted()
              .toList());
      check.getJsonObject("context").put("unknown_facts", "refuse");
      Map<String, Object> plain = new JsonObject(check.encode()).getMap();
      var reply = server.grpc().call(DecisionServiceGrpcClient.Check, ProtoJson.request(plain));
      assertEquals(GrpcStatus.INVALID_ARGUMENT, reply.status());
      assertTrue(reply.statusMessage().startsWith("resource.properties.badge: `resource"));
    }
  }

  @Test
  void batch_undeclaredMembers_areThatItemsErrorOrReport() {
    JsonObject open = new JsonObject().put("name", "door.open");
    JsonObject good = new JsonObject().put("action", open);
    JsonObject bad =
        new JsonObject()
            .put("action", new JsonObject().put("name", "door.open").put("propertys", "x"));
    JsonObject batch =
        check("{}", "{\"floor\": 1}", new JsonObject().put("unknown_facts", "refuse"))
            .put("evaluations", new JsonArray().add(good).add(bad));
    JsonArray answers = post(lax.on(), BATCH, batch).getJsonArray("evaluations");
    assertTrue(answers.getJsonObject(0).getBoolean("decision"));
    JsonObject error = answers.getJsonObject(1).getJsonObject("context").getJsonObject("error");
    assertEquals("evaluations[1].action.propertys", error.getString("field"));

    batch.getJsonObject("resource").getJsonObject("properties").put("flor", 3);
    batch.getJsonObject("context").put("unknown_facts", "report");
    answers = post(lax.on(), BATCH, batch).getJsonArray("evaluations");
    JsonObject meant = meant("resource.properties.flor", "resource.properties.floor");
    assertEquals(
        new JsonArray().add(meant),
        answers.getJsonObject(0).getJsonObject("context").getJsonArray("unknown_facts"));
    assertEquals(
        2, answers.getJsonObject(1).getJsonObject("context").getJsonArray("unknown_facts").size());
  }

  @Test
  void callOfBatch_undeclaredMembers_areThatItemsError() {
    JsonObject bad = check("{}", "{\"flor\": 1}", new JsonObject());
    CheckBatchRequest request =
        CheckBatchRequest.newBuilder()
            .addEvaluations(ProtoJson.request(new JsonObject(bad.encode()).getMap()))
            .build();
    CheckBatchResponse answer = strict.grpc().checkBatch(request);
    assertEquals(
        "evaluations[0].resource.properties.flor", answer.getEvaluations(0).getError().getField());
  }

  @Test
  void list_undeclaredMembers_areReportedAndRefused() {
    for (String path : LISTS) {
      assertEquals(
          ALL,
          post(lax.on(), path, misspelt("report"))
              .getJsonObject("context")
              .getJsonArray("unknown_facts"));
      HttpResponse<String> refused = strict.http().post(path, misspelt("report").encode());
      assertEquals(400, refused.statusCode());
      assertEquals("subject.badge", new JsonObject(refused.body()).getString("field"));
    }
  }

  @Test
  void meter_undeclaredMembers_countsChecksByActionWhicheverWayTheyTake() {
    for (RunningServer server : lax.both()) {
      double before = counted(server, "door.paint");
      JsonObject check = misspelt("ignore").put("action", action("door.paint"));
      post(server, CHECK, check);
      check.getJsonObject("context").put("unknown_facts", "report");
      post(server, CHECK, check);
      check.getJsonObject("context").put("unknown_facts", "refuse");
      server.http().post(CHECK, check.encode());
      post(server, BATCH, new JsonObject().put("evaluations", new JsonArray().add(check)));
      assertEquals(4, counted(server, "door.paint") - before);
      assertEquals(0, counted(server, "door.close"));
      double unknown = counted(server, "(unknown)");
      post(server, CHECK, misspelt("ignore").put("action", action("door.blow")));
      assertEquals(1, counted(server, "(unknown)") - unknown);
    }
  }

  @Test
  void meter_undeclaredMembersOfAList_countsItUnderItsActionIfItNamesOne() {
    RunningServer server = lax.on();
    double painted = counted(server, "door.paint");
    double any = counted(server, "(any)");
    JsonObject list = misspelt("ignore").put("action", action("door.paint"));
    LISTS.forEach(path -> post(server, path, list));
    list.getJsonObject("context").put("unknown_facts", "refuse");
    for (String path : LISTS) {
      assertEquals(400, server.http().post(path, list.encode()).statusCode());
    }
    assertEquals(6, counted(server, "door.paint") - painted);
    assertEquals(2, counted(server, "(any)") - any);
  }

  @Test
  void list_undeclaredMembersToIgnore_saysNothingOfThem() {
    for (String path : LISTS) {
      JsonObject context = post(lax.on(), path, misspelt("ignore")).getJsonObject("context");
      assertTrue(context == null || !context.containsKey("unknown_facts"), path);
    }
  }

  private static JsonObject action(String name) {
    return new JsonObject().put("name", name);
  }

  private static double counted(RunningServer server, String action) {
    String wanted = "portreeve_unknown_facts_total{action=\"" + action + "\"} ";
    return server
        .management()
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(wanted))
        .mapToDouble(line -> Double.parseDouble(line.substring(wanted.length())))
        .findFirst()
        .orElseThrow();
  }
}
