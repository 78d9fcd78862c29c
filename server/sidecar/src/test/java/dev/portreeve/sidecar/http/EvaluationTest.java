package dev.portreeve.sidecar.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
  private static final String PATH = "/access/v1/evaluation";
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
  void answer_obligation_carriesEverything() {
    JsonObject answer =
        ask(
            """
            {"subject": {"type": "user", "id": "ana"}, "action": {"name": "door.open"},
             "resource": {"type": "door", "id": "d1", "properties": {"team": "acme", "floor": 3}}}
            """);
    String version = answer.getJsonObject("context").getString("policy_version");
    String wanted =
        """
        {"decision": true, "context": {"outcome": "permit", "reason": "open",
         "message": "The door is open: come in.", "policy": "door.open", "policy_version": "%s",
         "obligations": [{"id": "1", "type": "custom",
                          "properties": {"action": "close_behind", "door": "d1"}}],
         "team_version": "%s"}}
        """;
    String teamVersion = answer.getJsonObject("context").getString("team_version");
    assertEquals(new JsonObject(wanted.formatted(version, teamVersion)), answer);
    assertEquals(server.sidecar().reloader().inForce().now().snapshot().version(), version);
  }

  @Test
  void answer_dryRun_obligationsAreAdvice() {
    JsonObject context =
        ask("""
        {"subject": {"type": "user", "id": "ana"}, "action": {"name": "door.open"},
         "resource": {"type": "door", "id": "d1",
                      "properties": {"team": "acme", "floor": 3}},
         "context": {"dry_run": true}}
        """)
            .getJsonObject("context");
    assertFalse(context.containsKey("obligations"));
    assertEquals(
        "[{\"action\":\"close_behind\",\"door\":\"d1\"}]", context.getJsonArray("advice").encode());
  }

  @Test
  void answer_needsApproval_namesApprovers() {
    JsonObject answer = ask(check("door.paint", "\"team\": \"acme\""));
    assertEquals(false, answer.getBoolean("decision"));
    assertEquals("needs_approval", answer.getJsonObject("context").getString("outcome"));
    assertEquals(
        "[{\"role\":\"admin\"},{\"user\":\"eve\"},{\"group\":\"painters\"}]",
        answer.getJsonObject("context").getJsonArray("approvers").encode());
  }

  @ParameterizedTest
  @CsvSource({"true, {\"decision\":true}", "false, {\"decision\":false}"})
  void answer_nothingToAdd_isExactlyTheDecision(boolean badge, String wanted) {
    String request =
        """
        {"subject": {"type": "user", "id": "ana", "properties": {"badge": %s}},
         "action": {"name": "door.knock"}, "resource": {"type": "door", "id": "d1"}}
        """;
    assertEquals(wanted, server.http().post(PATH, request.formatted(badge)).body());
  }

  @Test
  void answer_factNotGiven_namesIt() {
    JsonObject context = ask(check("door.open", "\"team\": \"acme\"")).getJsonObject("context");
    assertEquals("missing_fact", context.getString("reason"));
    assertEquals("[\"resource.properties.floor\"]", context.getJsonArray("missing").encode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "door.open  | \"team\": \"acme\", \"floor\": \"3\"  | invalid_fact",
        "door.open  | \"team\": \"acme\", \"floor\": null   | invalid_fact",
        "door.open  | \"team\": \"acme\", \"floor\": 3.5    | invalid_fact",
        "door.open  | \"team\": \"nobody\", \"floor\": 3    | unknown_team",
        "door.close | \"team\": \"../acme\"                 | unknown_team",
        "door.blow  | \"team\": \"acme\"                    | unknown_action",
        "door.open  | \"floor\": 3                          | missing_fact",
        "door.open  | \"team\": \"acme\", \"floor\": 12     | too_high",
        "door.open  | \"team\": \"acme\", \"floor\": 12.0   | too_high",
        "door.close | \"team\": \"acme\", \"floor\": null   | closed",
      })
  void answer_oddFacts_areReasons(String action, String properties, String reason) {
    JsonObject answer = ask(check(action, properties));
    assertEquals(reason, answer.getJsonObject("context").getString("reason"));
    assertEquals(reason.equals("closed"), answer.getBoolean("decision"));
  }

  @Test
  void answer_memberOfTheTeam_factsComeFromItsDirectory() {
    JsonObject answer =
        ask(check("door.open", "\"team\": \"acme\", \"floor\": 3").replace("ana", "gia"));
    assertEquals("guest", answer.getJsonObject("context").getString("reason"));
  }

  @Test
  void answer_membersInAnyOrderAndUnknownOnes_areTaken() {
    JsonObject answer =
        ask(
            """
            {"future": {"deep": [1, {"a": null}]},
             "resource": {"properties": {"unheard": {"of": []}, "team": "acme"}, "id": "d1",
                          "type": "door", "more": 1},
             "context": {"unheard": "of"}, "action": {"more": 2, "name": "door.close"},
             "subject": {"id": "ana", "type": "user"}}
            """);
    assertEquals(true, answer.getBoolean("decision"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":{},\"resource\":{\"type\":\"a\",\"id\":\"b\"}}         | action.name",
        "{\"subject\":{\"type\":\"u\",\"id\":\"a\"},\"resource\":{}}        | resource.type",
        "{\"subject\":{\"id\":\"a\"}}                                       | subject.type",
        "{\"subject\":{\"type\":\"u\"}}                                     | subject.id",
        "{\"subject\":\"alice\"}                                            | subject",
        "{\"subject\":null}                                                 | subject",
        "{\"subject\":{\"type\":\"u\",\"id\":7}}                            | subject.id",
        "{\"subject\":{\"type\":\"u\",\"id\":\"a\",\"properties\":[]}}      | subject.properties",
        "{\"action\":{\"name\":123}}                                        | action.name",
        "{\"context\":\"x\"}                                                | context",
        "{\"subject\":{\"type\":\"u\",\"id\":\"a\"},\"subject\":{}}         | subject",
        "{\"x\":{\"a\":1,\"a\":2}}                                          | x.a",
        "{\"x\":[0,{\"a\":1,\"\\u0061\":2}]}                                | x[1].a",
        "{\"subject\":{\"type\":\"\\ud800\",\"id\":\"a\"}}                  | subject.type",
        "{}                                                                 | subject",
        "{\"subject\":{\"type\":\"u\",\"id\":\"a\"}}                        | action",
        "[]                                                                 | ''",
        "nonsense                                                           | ''",
        "{\"subject\":                                                      | subject",
        "''                                                                 | ''",
      })
  void malformed_request_namesTheField(String body, String field) {
    HttpResponse<String> response = server.http().post(PATH, body);
    assertEquals(400, response.statusCode(), response.body());
    JsonObject error = new JsonObject(response.body());
    assertEquals(field, error.getString("field"), response.body());
    assertFalse(error.getString("error").isEmpty());
    assertEquals("application/json", response.headers().firstValue("content-type").orElse(""));
  }

  @Test
  void malformed_somethingFollows_isRefused() {
    HttpResponse<String> response = server.http().post(PATH, check("door.close", "") + "{}");
    assertEquals(400, response.statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/jsonp", "application/x-www-form-urlencoded"})
  void contentType_other_isMalformed(String type) {
    HttpResponse<String> response = post(check("door.close", ""), type);
    assertEquals(400, response.statusCode());
    assertEquals("content-type", new JsonObject(response.body()).getString("field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
  void contentType_jsonHoweverWritten_isTaken(String type) {
    assertEquals(200, post(check("door.close", ""), type).statusCode());
  }

  @Test
  void contentType_none_isMalformed() {
    HttpRequest.Builder request =
        server.http().request(PATH).POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertEquals(400, server.http().send(request).statusCode());
  }

  @Test
  void body_notUtf8_isMalformed() {
    byte[] body = "{\"subject\":{\"type\":\"\u00e4\"}}".getBytes(StandardCharsets.ISO_8859_1);
    HttpRequest.Builder request =
        server
            .http()
            .request(PATH)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    assertEquals(400, server.http().send(request).statusCode());
  }

  private static HttpResponse<String> post(String body, String type) {
    return server
        .http()
        .send(
            server
                .http()
                .request(PATH)
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static JsonObject ask(String request) {
    HttpResponse<String> response = server.http().post(PATH, request);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  private static String check(String action, String properties) {
    return """
    {"subject": {"type": "user", "id": "ana"}, "action": {"name": "%s"},
     "resource": {"type": "door", "id": "d1", "properties": {%s}}}
    """
        .formatted(action, properties);
  }
}
