package dev.portreeve.sidecar.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationsTest {
  private static final String PATH = "/access/v1/evaluations";
  private static final String BADGE =
      "{\"type\": \"user\", \"id\": \"ana\", \"properties\": {\"badge\": true}}";
  private static final String NO_BADGE = "{\"type\": \"user\", \"id\": \"ana\"}";
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answer_itemsOverrideDefaults_asWholeEntities() {
    JsonArray answers =
        ask(
            """
            {"subject": %s, "action": {"name": "door.knock"},
             "resource": {"type": "door", "id": "d1"},
             "evaluations": [{}, {"subject": %s}, {"subject": %s}, {}]}
            """
                .formatted(BADGE, NO_BADGE, BADGE));
    assertEquals(List.of(true, false, true, true), decisions(answers));
  }

  @Test
  void answer_defaultsAfterTheItems_countAsWell() {
    JsonArray answers =
        ask(
            """
            {"evaluations": [{}, {"subject": %s}, {"action": {"name": "door.close"}}],
             "resource": {"type": "door", "id": "d1", "properties": {"team": "acme"}},
             "action": {"name": "door.knock"}, "subject": %s}
            """
                .formatted(NO_BADGE, BADGE));
    assertEquals(List.of(true, false, true), decisions(answers));
  }

  @Test
  void answer_itemsWithTheSameId_shareNoFacts() {
    JsonArray answers =
        ask(
            """
            {"action": {"name": "door.open"}, "subject": {"type": "user", "id": "ana"},
             "evaluations": [
               {"resource": {"type": "door", "id": "d1",
                             "properties": {"team": "acme", "floor": 3}}},
               {"resource": {"type": "door", "id": "d1", "properties": {"team": "acme"}}},
               {"resource": {"type": "door", "id": "d1",
                             "properties": {"team": "bolt", "floor": 3}}},
               {"resource": {"type": "door", "id": "d1", "properties": {"floor": 3}}}]}
            """);
    assertEquals(List.of("open", "missing_fact", "locked", "missing_fact"), reasons(answers));
  }

  @Test
  void answer_context_isReplacedAsAWhole() {
    JsonArray answers =
        ask(
            """
            {"action": {"name": "door.open"}, "subject": {"type": "user", "id": "ana"},
             "resource": {"type": "door", "id": "d1", "properties": {"team": "acme", "floor": 3}},
             "context": {"dry_run": true}, "evaluations": [{}, {"context": {"time": "x"}}]}
            """);
    assertEquals(false, context(answers, 0).containsKey("obligations"));
    assertEquals(true, context(answers, 1).containsKey("obligations"));
  }

  @Test
  void answer_badItems_areFalseAndSayWhy() {
    JsonArray answers =
        ask(
            """
            {"subject": %s, "action": {"name": "door.knock"},
             "evaluations": [
               {"resource": {"type": "door", "id": "d1"}},
               {},
               {"resource": {"type": "door", "id": 3, "more": {"deep": [1]}}, "x": [{"y": 1}]},
               "item",
               [[{"a": 1}]],
               {"resource": {"type": "door", "id": "d1"}, "subject": {"type": "user"}},
               {"resource": {"type": "door", "id": "d1"}}]}
            """
                .formatted(BADGE));
    assertEquals(List.of(true, false, false, false, false, false, true), decisions(answers));
    assertEquals("evaluations[1].resource", error(answers, 1));
    assertEquals("evaluations[2].resource.id", error(answers, 2));
    assertEquals("evaluations[3]", error(answers, 3));
    assertEquals("evaluations[4]", error(answers, 4));
    assertEquals("evaluations[5].subject.id", error(answers, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"subject\": {\"type\": \"user\"}",
        "\"subject\": {\"id\": \"\"}",
        "\"subject\": \"alice\"",
        "\"subject\": null",
        "\"subject\": {\"type\": 1, \"properties\": [[[]]]}",
        "\"subject\": {\"type\": \"user\", \"id\": \"a\", \"properties\": {\"badge\": DEEP}}",
        "\"context\": 7"
      })
  void answer_defaultThatEveryItemReplaces_isNotJudged(String odd) {
    String item = "{\"subject\": " + BADGE + ", \"context\": {}}";
    String parts = odd.replace("DEEP", "[".repeat(40) + "]".repeat(40));
    for (String body :
        List.of(
            "{%s, \"evaluations\": [%s, %s], %s}", "{\"evaluations\": [%2$s, %3$s], %1$s, %4$s}")) {
      String rest =
          "\"action\": {\"name\": \"door.knock\"}, \"resource\": {\"type\": \"door\", \"id\": \"d1\"}";
      assertEquals(List.of(true, true), decisions(ask(body.formatted(parts, item, item, rest))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "execute_all, true false true",
    "deny_on_first_deny, true false",
    "permit_on_first_permit, true"
  })
  void answer_semantic_saysWhereItStops(String semantic, String wanted) {
    JsonArray answers =
        ask(
            """
            {"action": {"name": "door.knock"}, "resource": {"type": "door", "id": "d1"},
             "options": {"more": 1, "evaluations_semantic": "%s"},
             "evaluations": [{"subject": %s}, {"subject": %s}, {"subject": %s}]}
            """
                .formatted(semantic, BADGE, NO_BADGE, BADGE));
    assertEquals(
        wanted, String.join(" ", decisions(answers).stream().map(String::valueOf).toList()));
  }

  @Test
  void answer_denyOnFirstDeny_badItemIsADenial() {
    JsonArray answers =
        ask(
            """
            {"action": {"name": "door.knock"}, "subject": %s,
             "options": {"evaluations_semantic": "deny_on_first_deny"},
             "evaluations": [{}, {"resource": {"type": "door", "id": "d1"}}]}
            """
                .formatted(BADGE));
    assertEquals(List.of(false), decisions(answers));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", ", \"evaluations\": []"})
  void answer_noItems_isThatOfOneCheck(String items) {
    HttpResponse<String> response =
        server
            .http()
            .post(
                PATH,
                "{\"subject\": %s, \"action\": {\"name\": \"door.knock\"}".formatted(BADGE)
                    + ", \"resource\": {\"type\": \"door\", \"id\": \"d1\"}"
                    + items
                    + "}");
    assertEquals(200, response.statusCode());
    assertEquals("{\"decision\":true}", response.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"evaluations\": []}                                        | subject",
        "{\"subject\": \"alice\", \"evaluations\": [{}]}              | subject",
        "{\"subject\": {\"type\": \"user\"}, \"evaluations\": [{}]}   | subject.id",
        "{\"evaluations\": {}}                                        | evaluations",
        "{\"evaluations\": null}                                      | evaluations",
        "{\"evaluations\": [{}], \"options\": 1}                      | options",
        "{\"options\": {\"evaluations_semantic\": \"some\"}}  | options.evaluations_semantic",
        "{\"options\": {\"evaluations_semantic\": null}}      | options.evaluations_semantic",
        "{\"evaluations\": [{\"a\": 1, \"a\": 2}]}                    | evaluations[0].a",
        "{\"evaluations\": [{}}                                       | ''",
      })
  void malformed_batch_namesTheField(String body, String field) {
    HttpResponse<String> response = server.http().post(PATH, body);
    assertEquals(400, response.statusCode(), response.body());
    if (!field.isEmpty()) {
      assertEquals(field, new JsonObject(response.body()).getString("field"));
    }
  }

  private static JsonArray ask(String request) {
    HttpResponse<String> response = server.http().post(PATH, request);
    assertEquals(200, response.statusCode(), response.body());
    JsonObject body = new JsonObject(response.body());
    assertEquals(java.util.Set.of("evaluations"), body.fieldNames());
    return body.getJsonArray("evaluations");
  }

  private static List<Boolean> decisions(JsonArray answers) {
    return answers.stream().map(answer -> ((JsonObject) answer).getBoolean("decision")).toList();
  }

  private static List<String> reasons(JsonArray answers) {
    return answers.stream()
        .map(answer -> ((JsonObject) answer).getJsonObject("context").getString("reason"))
        .toList();
  }

  private static JsonObject context(JsonArray answers, int index) {
    return answers.getJsonObject(index).getJsonObject("context");
  }

  private static String error(JsonArray answers, int index) {
    return context(answers, index).getJsonObject("error").getString("field");
  }
}
