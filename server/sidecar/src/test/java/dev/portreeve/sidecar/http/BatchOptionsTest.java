package dev.portreeve.sidecar.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.proto.v1.AnswerContext;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Merged defaults and lean answers, which AuthZEN does not have. */
class BatchOptionsTest {
  private static final String PATH = "/access/v1/evaluations";

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Three doors of one team: on the ground floor, too high, and that of a bad item. */
  private static JsonObject doors(JsonObject options) {
    return new JsonObject(
            """
            {"subject": {"type": "user", "id": "ana"},
             "action": {"name": "door.open"},
             "resource": {"type": "door", "properties": {"team": "acme", "floor": 3}},
             "evaluations": [
               {"resource": {"id": "d1"}},
               {"resource": {"id": "d2", "properties": {"floor": 12}}},
               {"resource": {"id": "d3", "type": 4}}]}
            """)
        .put("options", options);
  }

  private static JsonArray answers(JsonObject batch) {
    HttpResponse<String> response = server.http().post(PATH, batch.encode());
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body()).getJsonArray("evaluations");
  }

  private static JsonObject context(JsonArray answers, int item) {
    return answers.getJsonObject(item).getJsonObject("context");
  }

  @Test
  void mergeDefaults_true_laysItemsOverDefaultsMemberByMember() {
    JsonArray answers = answers(doors(new JsonObject().put("merge_defaults", true)));
    assertEquals("open", context(answers, 0).getString("reason"));
    assertEquals("too_high", context(answers, 1).getString("reason"));
    assertEquals(
        "evaluations[2].resource.type",
        context(answers, 2).getJsonObject("error").getString("field"));
    JsonArray obligations = context(answers, 0).getJsonArray("obligations");
    assertEquals("d1", obligations.getJsonObject(0).getJsonObject("properties").getString("door"));
  }

  @Test
  void mergeDefaults_leftOut_replacesDefaultsAsAWhole() {
    for (JsonObject options :
        List.of(new JsonObject(), new JsonObject().put("merge_defaults", false))) {
      assertEquals(
          "evaluations[0].resource.type",
          context(answers(doors(options)), 0).getJsonObject("error").getString("field"));
    }
  }

  @Test
  void mergeDefaults_contexts_areMergedAsWell() {
    JsonObject batch = doors(new JsonObject().put("merge_defaults", true));
    batch.put("context", new JsonObject().put("dry_run", true));
    batch
        .getJsonArray("evaluations")
        .getJsonObject(0)
        .put("context", new JsonObject().put("time", "2026-01-01T00:00:00Z"));
    JsonObject context = context(answers(batch), 0);
    assertEquals(
        "close_behind", context.getJsonArray("advice").getJsonObject(0).getString("action"));
  }

  @Test
  void context_reason_leavesOutcomeReasonAndObligations() {
    JsonArray answers =
        answers(doors(new JsonObject().put("merge_defaults", true).put("context", "reason")));
    assertEquals(List.of("outcome", "reason", "obligations"), names(answers, 0));
    assertEquals(List.of("outcome", "reason"), names(answers, 1));
    assertEquals(List.of("error"), names(answers, 2));
  }

  @Test
  void context_none_leavesTheDecisionAndWhatMustBeCarriedOut() {
    JsonObject options = new JsonObject().put("merge_defaults", true).put("context", "none");
    JsonArray answers = answers(doors(options));
    assertEquals(List.of("outcome", "obligations"), names(answers, 0));
    assertEquals(new JsonObject().put("decision", false), answers.getJsonObject(1));
    JsonObject dry = doors(options).put("context", new JsonObject().put("dry_run", true));
    assertEquals(new JsonObject().put("decision", true), answers(dry).getJsonObject(0));
  }

  private static List<String> names(JsonArray answers, int item) {
    return List.copyOf(context(answers, item).fieldNames());
  }

  @Test
  void options_ofTheWrongKind_areRefusedByName() {
    expectRefused("merge_defaults", "yes");
    expectRefused("context", "short");
    expectRefused("context", 3);
  }

  private static void expectRefused(String name, Object value) {
    HttpResponse<String> response =
        server.http().post(PATH, doors(new JsonObject().put(name, value)).encode());
    assertEquals(400, response.statusCode());
    assertEquals("options." + name, new JsonObject(response.body()).getString("field"));
  }

  @Test
  void call_mergedAndLean_isAnsweredAsOverHttp() {
    JsonObject one = doors(new JsonObject());
    one.getJsonObject("resource").put("id", "any");
    CheckRequest defaults = ProtoJson.request(new JsonObject(one.encode()).getMap());
    CheckBatchRequest request =
        CheckBatchRequest.newBuilder()
            .setSubject(defaults.getSubject())
            .setAction(defaults.getAction())
            .setResource(defaults.getResource())
            .addEvaluations(
                CheckRequest.newBuilder().setResource(Resource.newBuilder().setId("d9")))
            .setOptions(
                BatchOptions.newBuilder()
                    .setMergeDefaults(true)
                    .setContext(AnswerContext.ANSWER_CONTEXT_REASON))
            .build();
    CheckResponse answer = server.grpc().checkBatch(request).getEvaluations(0);
    assertTrue(answer.getDecision());
    assertEquals("open", answer.getReason());
    assertEquals("", answer.getMessage() + answer.getPolicyVersion() + answer.getTeamVersion());
    assertEquals(
        "d9", answer.getObligations(0).getProperties().getFieldsOrThrow("door").getStringValue());
  }

  @Test
  void evaluations_emptyAndNothingBeside_areExplained() {
    HttpResponse<String> response = server.http().post(PATH, "{\"evaluations\": []}");
    assertEquals(400, response.statusCode());
    JsonObject error = new JsonObject(response.body());
    assertEquals("subject", error.getString("field"));
    assertTrue(
        error.getString("error").contains("without an item there, the batch is one check"),
        response.body());
  }
}
