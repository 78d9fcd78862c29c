package dev.portreeve.sidecar.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.certification.Asker.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tests of the certification scenario for the Authorization API 1.0 (OpenID AuthZEN working
 * group, {@code certification/authorization-api-1_0-scenario.md} of openid/authzen on GitHub), each
 * by the id of its section. Requests and expectations are the scenario's.
 */
public final class CertificationScenario {
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String EVALUATIONS = "/access/v1/evaluations";
  private static final String SUBJECTS = "/access/v1/search/subject";
  private static final String RESOURCES = "/access/v1/search/resource";
  private static final String ACTIONS = "/access/v1/search/action";
  private static final String JSON = "application/json";

  private static final String CONTEXT =
      "\"context\":{\"time\":\"2025-06-27T18:03-07:00\",\"ip\":\"192.168.1.1\"}";

  private static final String GOOD = "\"subject\":ALICE,\"action\":READ,\"resource\":ONE";

  private final Asker asker;

  public CertificationScenario(Asker asker) {
    this.asker = asker;
  }

  /** The ids of the tests of evaluation, batches, search and transport: all but discovery. */
  public static Stream<String> ids() {
    return Stream.of(
        "c-2-2-1", "c-2-2-2", "c-2-2-3", "c-2-2-4", "c-2-2-5", "c-2-2-6", "c-2-2-7", "c-2-2-8",
        "c-2-2-9", "c-2-3-1", "c-2-3-2", "c-2-4-1", "c-2-4-2", "c-2-4-3", "c-2-4-4", "c-2-4-5",
        "c-2-4-6", "c-2-5-1", "c-2-5-2", "c-2-6", "c-3-2-1", "c-3-2-2", "c-3-2-3", "c-3-2-4",
        "c-3-2-5", "c-3-2-6", "c-3-2-7", "c-3-3-1", "c-3-3-2", "c-3-3-3", "c-3-3-4", "c-3-4-1",
        "c-3-4-2", "c-3-4-3", "c-4-2-1", "c-4-2-2", "c-4-2-3", "c-4-2-4", "c-4-3-1", "c-4-3-2",
        "c-4-3-3", "c-4-3-4", "c-4-4-1", "c-4-4-2", "c-4-4-3", "c-4-5-1", "c-4-5-2", "c-4-5-3",
        "c-4-5-4", "c-4-6-1", "c-4-6-2", "c-4-7-1", "c-4-7-2", "c-5");
  }

  /** Runs one test. */
  public void run(String id) {
    switch (id) {
      case "c-2-2-1" -> decides(true, GOOD);
      case "c-2-2-2" -> decides(false, "\"subject\":BOB,\"action\":WRITE,\"resource\":ONE");
      case "c-2-2-3" -> decides(true, GOOD + "," + CONTEXT);
      case "c-2-2-4" -> decides(false, "\"subject\":ALICE,\"action\":WRITE,\"resource\":ARCHIVED");
      case "c-2-2-5" -> decides(true, "\"subject\":ADMIN,\"action\":WRITE,\"resource\":ARCHIVED");
      case "c-2-2-6" -> decides(true, "\"subject\":ALICE,\"action\":SOFT,\"resource\":ONE");
      case "c-2-2-7" -> decides(false, "\"subject\":ALICE,\"action\":HARD,\"resource\":ONE");
      case "c-2-2-8" ->
          decides(
              true,
              "\"subject\":{\"type\":\"user\",\"id\":\"alice\",\"properties\":{\"department\":"
                  + "\"Sales\",\"role\":\"manager\"}},\"action\":{\"name\":\"read\",\"properties\":"
                  + "{\"method\":\"GET\"}},\"resource\":{\"type\":\"record\",\"id\":\"record-1\","
                  + "\"properties\":{\"status\":\"active\",\"owner\":\"bob\"}}");
      case "c-2-2-9" -> decides(true, GOOD + ",\"foo\":\"bar\",\"futureField\":{\"nested\":true}");
      case "c-2-3-1", "c-2-3-2" -> answersADecision();
      case "c-2-4-1" -> {
        refuses(EVALUATION, "\"action\":READ,\"resource\":ONE");
        refuses(EVALUATION, "\"subject\":ALICE,\"resource\":ONE");
        refuses(EVALUATION, "\"subject\":ALICE,\"action\":READ");
      }
      case "c-2-4-2" -> {
        refuses(EVALUATION, "\"subject\":{\"id\":\"alice\"},\"action\":READ,\"resource\":ONE");
        refuses(EVALUATION, "\"subject\":USER,\"action\":READ,\"resource\":ONE");
        refuses(EVALUATION, "\"subject\":ALICE,\"action\":{},\"resource\":ONE");
        refuses(EVALUATION, "\"subject\":ALICE,\"action\":READ,\"resource\":{\"id\":\"record-1\"}");
        refuses(EVALUATION, "\"subject\":ALICE,\"action\":READ,\"resource\":RECORD");
      }
      case "c-2-4-3" -> {
        assertEquals(400, asker.post(EVALUATION, "text/plain", body(GOOD), "").status());
        assertEquals(400, asker.post(EVALUATION, "", body(GOOD), "").status());
      }
      case "c-2-4-4" -> assertEquals(400, asker.ask(EVALUATION, "{\"subject\":").status());
      case "c-2-4-5" -> assertEquals(400, asker.ask(EVALUATION, "").status());
      case "c-2-4-6" -> {
        refuses(EVALUATION, "\"subject\":\"alice\",\"action\":READ,\"resource\":ONE");
        refuses(EVALUATION, "\"subject\":ALICE,\"action\":{\"name\":123},\"resource\":ONE");
      }
      case "c-2-5-1" -> echoesTheRequestId();
      case "c-2-5-2" -> decides(true, GOOD);
      case "c-2-6" -> {
        for (int i = 0; i < 3; i++) {
          decides(true, GOOD);
        }
      }
      default -> runBatchOrSearch(id);
    }
  }

  private void runBatchOrSearch(String id) {
    switch (id) {
      case "c-3-2-1" ->
          assertEquals(
              2,
              batch(
                      "\"subject\":ALICE,\"action\":READ,\"evaluations\":"
                          + "[{\"resource\":ONE},{\"resource\":TWO}]")
                  .size());
      case "c-3-2-2", "c-3-3-2" ->
          decideAll(
              List.of(true, false),
              "\"subject\":BOB,\"resource\":ONE,\"evaluations\":"
                  + "[{\"action\":READ},{\"action\":WRITE}]");
      case "c-3-2-3" ->
          decideAll(
              List.of(true, false),
              "\"subject\":ALICE,\"action\":WRITE,\"evaluations\":"
                  + "[{\"resource\":ACTIVE},{\"resource\":ARCHIVED}]");
      case "c-3-2-4" ->
          decideAll(
              List.of(false, true),
              "\"action\":WRITE,\"resource\":ARCHIVED,\"evaluations\":"
                  + "[{\"subject\":ALICE},{\"subject\":ADMIN}]");
      case "c-3-2-5" ->
          decideAll(
              List.of(true, false),
              "\"evaluations\":[{"
                  + GOOD
                  + "},{\"subject\":BOB,\"action\":WRITE,\"resource\":ONE}]");
      case "c-3-2-6", "c-3-3-1", "c-3-3-3" ->
          assertEquals(
              2,
              batch(
                      "\"subject\":ALICE,\"action\":READ,\"context\":{\"time\":\"2025-06-27T18:03-07:00\"},"
                          + "\"evaluations\":[{\"resource\":ONE},{\"resource\":TWO,\"context\":{\"time\":"
                          + "\"2025-06-27T19:00-07:00\",\"source\":\"batch-override\"}}]")
                  .size());
      case "c-3-2-7" ->
          decideAll(
              List.of(true, false),
              "\"subject\":ALICE,\"action\":WRITE,\"resource\":ACTIVE,\"evaluations\":"
                  + "[{},{\"resource\":ARCHIVED}]");
      case "c-3-3-4" ->
          assertFalse(
              ok(
                      EVALUATIONS,
                      "\"subject\":ALICE,\"action\":READ,\"evaluations\":[{\"resource\":ONE}]")
                  .containsKey("decision"));
      case "c-3-4-1" ->
          decideAll(
              List.of(true, false),
              "\"subject\":ALICE,\"action\":READ,\"options\":{\"evaluations_semantic\":"
                  + "\"execute_all\"},\"evaluations\":[{\"resource\":ONE},{}]");
      case "c-3-4-2" -> assertTrue(ok(EVALUATIONS, GOOD).getBoolean("decision"));
      case "c-3-4-3" ->
          assertTrue(ok(EVALUATIONS, GOOD + ",\"evaluations\":[]").getBoolean("decision"));
      case "c-4-2-1", "c-4-2-2", "c-4-2-3" -> findsReaders(id);
      case "c-4-2-4" ->
          finds(SUBJECTS, "\"subject\":USER,\"action\":WRITE,\"resource\":ARCHIVED", "bob");
      case "c-4-3-1" -> finds(RESOURCES, readable("RECORD"), "record-1");
      case "c-4-3-2" -> finds(RESOURCES, readable("RECORD") + "," + CONTEXT, "record-1");
      case "c-4-3-3" ->
          assertEquals(search(RESOURCES, readable("RECORD")), search(RESOURCES, readable("ONE")));
      case "c-4-3-4" ->
          finds(RESOURCES, "\"subject\":ADMIN,\"action\":WRITE,\"resource\":RECORD", "record-2");
      case "c-4-4-1" -> finds(ACTIONS, "\"subject\":ALICE,\"resource\":ONE", "read", "write");
      case "c-4-4-2" ->
          finds(ACTIONS, "\"subject\":ALICE,\"resource\":ONE," + CONTEXT, "read", "write");
      case "c-4-4-3" -> finds(ACTIONS, "\"subject\":ADMIN,\"resource\":ARCHIVED", "write");
      case "c-4-5-1", "c-4-5-2", "c-4-5-3", "c-4-5-4" -> pages();
      case "c-4-6-1" -> {
        findsNothing(ACTIONS, "\"subject\":NOBODY,\"resource\":ONE");
        findsNothing(RESOURCES, "\"subject\":NOBODY,\"action\":READ,\"resource\":RECORD");
        findsNothing(SUBJECTS, "\"subject\":USER,\"action\":WRITE,\"resource\":NOTHING");
      }
      case "c-4-6-2" -> {
        findsNothing(SUBJECTS, "\"subject\":SPACESHIP,\"action\":READ,\"resource\":ONE");
        findsNothing(RESOURCES, "\"subject\":ALICE,\"action\":READ,\"resource\":SPACESHIP");
        findsNothing(
            ACTIONS, "\"subject\":{\"type\":\"spaceship\",\"id\":\"s1\"},\"resource\":ONE");
      }
      case "c-4-7-1" -> {
        refuses(SUBJECTS, "\"subject\":USER,\"resource\":ONE");
        refuses(RESOURCES, "\"action\":READ,\"resource\":RECORD");
        refuses(ACTIONS, "\"subject\":ALICE");
      }
      case "c-4-7-2" -> {
        refuses(SUBJECTS, "\"subject\":USER,\"action\":READ,\"resource\":RECORD");
        refuses(RESOURCES, "\"subject\":USER,\"action\":READ,\"resource\":RECORD");
        refuses(ACTIONS, "\"subject\":USER,\"resource\":ONE");
      }
      case "c-5" -> answersJson();
      default -> throw new IllegalArgumentException("no such test: " + id);
    }
  }

  private static String body(String members) {
    String text = "{" + members + "}";
    String[][] words = {
      {"ALICE", "{\"type\":\"user\",\"id\":\"alice\"}"},
      {"BOB", "{\"type\":\"user\",\"id\":\"bob\"}"},
      {"ADMIN", "{\"type\":\"user\",\"id\":\"bob\",\"properties\":{\"role\":\"admin\"}}"},
      {"NOBODY", "{\"type\":\"user\",\"id\":\"nonexistent-user\"}"},
      {"USER", "{\"type\":\"user\"}"},
      {"SPACESHIP", "{\"type\":\"spaceship\"}"},
      {"RECORD", "{\"type\":\"record\"}"},
      {"ONE", "{\"type\":\"record\",\"id\":\"record-1\"}"},
      {"TWO", "{\"type\":\"record\",\"id\":\"record-2\"}"},
      {"NOTHING", "{\"type\":\"record\",\"id\":\"record-99\"}"},
      {"ACTIVE", record("record-1", "active")},
      {"ARCHIVED", record("record-2", "archived")},
      {"READ", "{\"name\":\"read\"}"},
      {"WRITE", "{\"name\":\"write\"}"},
      {"SOFT", "{\"name\":\"delete\",\"properties\":{\"soft\":true}}"},
      {"HARD", "{\"name\":\"delete\",\"properties\":{\"soft\":false}}"},
    };
    for (String[] word : words) {
      text = text.replace(":" + word[0], ":" + word[1]);
    }
    return text;
  }

  private static String record(String id, String status) {
    return "{\"type\":\"record\",\"id\":\"%s\",\"properties\":{\"status\":\"%s\"}}"
        .formatted(id, status);
  }

  private JsonObject ok(String path, String members) {
    Reply reply = asker.ask(path, body(members));
    assertEquals(200, reply.status(), reply.body());
    assertEquals(JSON, reply.contentType());
    return reply.json();
  }

  private void decides(boolean wanted, String members) {
    assertEquals(wanted, ok(EVALUATION, members).getBoolean("decision"), members);
  }

  private void refuses(String path, String members) {
    assertEquals(400, asker.ask(path, body(members)).status(), path + " " + members);
  }

  private void answersADecision() {
    JsonObject answer = ok(EVALUATION, GOOD);
    assertInstanceOf(Boolean.class, answer.getValue("decision"));
    if (answer.containsKey("context")) {
      assertInstanceOf(JsonObject.class, answer.getValue("context"));
    }
  }

  private void echoesTheRequestId() {
    for (String path : List.of(EVALUATION, EVALUATIONS)) {
      Reply reply = asker.post(path, JSON, body(GOOD), "bfe9eb29-ab87-4ca3-be83-a1d5d8305716");
      assertEquals("bfe9eb29-ab87-4ca3-be83-a1d5d8305716", reply.requestId().orElse(""));
    }
  }

  private List<Boolean> batch(String members) {
    List<Boolean> decisions = new ArrayList<>();
    for (Object item : ok(EVALUATIONS, members).getJsonArray("evaluations")) {
      decisions.add((Boolean) ((JsonObject) item).getValue("decision"));
    }
    return decisions;
  }

  private void decideAll(List<Boolean> wanted, String members) {
    assertEquals(wanted, batch(members), members);
  }

  private static String readable(String resource) {
    return "\"subject\":ALICE,\"action\":READ,\"resource\":" + resource;
  }

  private Set<String> search(String path, String members) {
    Set<String> found = new TreeSet<>();
    JsonArray results = ok(path, members).getJsonArray("results");
    for (Object each : results) {
      JsonObject result = (JsonObject) each;
      if (path.equals(ACTIONS)) {
        found.add(result.getString("name"));
      } else {
        assertEquals(path.equals(SUBJECTS) ? "user" : "record", result.getString("type"));
        found.add(result.getString("id"));
      }
    }
    return found;
  }

  private void finds(String path, String members, String... least) {
    assertTrue(search(path, members).containsAll(List.of(least)), members);
  }

  private void findsReaders(String id) {
    String more =
        switch (id) {
          case "c-4-2-2" -> "," + CONTEXT;
          default -> "";
        };
    String subject = id.equals("c-4-2-3") ? "ALICE" : "USER";
    assertEquals(
        Set.of("alice", "bob"),
        search(SUBJECTS, "\"subject\":" + subject + ",\"action\":READ,\"resource\":ONE" + more));
  }

  private void findsNothing(String path, String members) {
    assertEquals(new JsonObject().put("results", new JsonArray()), ok(path, members), members);
  }

  private void pages() {
    String query = "\"subject\":USER,\"action\":READ,\"resource\":ONE,\"page\":";
    JsonObject first = ok(SUBJECTS, query + "{\"limit\":1}");
    assertEquals(1, first.getJsonArray("results").size());
    String token = first.getJsonObject("page").getString("next_token");
    assertFalse(token.isEmpty());
    JsonObject second = ok(SUBJECTS, query + "{\"token\":\"" + token + "\"}");
    assertEquals(1, second.getJsonArray("results").size());
    assertEquals("", second.getJsonObject("page").getString("next_token"));
    assertEquals("", ok(SUBJECTS, query + "{}").getJsonObject("page").getString("next_token"));
  }

  private void answersJson() {
    for (String path : List.of(EVALUATION, EVALUATIONS)) {
      assertEquals(JSON, asker.ask(path, body(GOOD)).contentType());
      String charset = JSON + "; charset=utf-8";
      assertEquals(200, asker.post(path, charset, body(GOOD), "").status());
    }
    Reply search =
        asker.post(ACTIONS, JSON, body("\"subject\":ALICE,\"resource\":ONE,\"x\":1"), "s-1");
    assertEquals(200, search.status());
    assertEquals("s-1", search.requestId().orElse(""));
  }

  /** Section 6: where everything is, from the base by which it was found. */
  public void discovers(String base) {
    Reply reply = asker.get("/.well-known/authzen-configuration");
    assertEquals(200, reply.status());
    assertEquals(JSON, reply.contentType());
    JsonObject metadata = reply.json();
    assertEquals(base, metadata.getString("policy_decision_point"));
    assertTrue(metadata.containsKey("access_evaluation_endpoint"));
    for (String name : metadata.fieldNames()) {
      if (name.endsWith("_endpoint")) {
        assertTrue(metadata.getString(name).startsWith("https://"), name);
      }
    }
  }
}
