package dev.portreeve.sidecar.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.testing.RunningServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The endpoint that tells which resources elsewhere are permitted. */
class FiltersTest {
  private static final String VIEW =
      "{'subject':{'type':'user','id':'%s','properties':{'signed_in_with':'sso'}},"
          + "'action':{'name':'workspace.view'},"
          + "'resource':{'type':'workspace','properties':{'team':'acme'}}%s}";
  private static final String COLUMNS =
      ",'sql':{'dialect':'postgresql','columns':{'team':'w.team_id','kind':'w.kind',"
          + "'access':'w.access'}}";

  @TempDir private static Path dir;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    Path credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("all", "scopes: [check, search]")
            .key("checks", "scopes: [check]")
            .key("birch", "scopes: [search], tenants: [birch]")
            .key("exports", "scopes: [search], actions: [collection.export]")
            .key("bob", "scopes: [search], subjects: self, subject: {type: user, id: bob}")
            .write();
    server =
        RunningServer.of(
            Repository.set("postman"), Map.of("--credentials", credentials.toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> ask(String key, String body) {
    HttpRequest.Builder request =
        server
            .http()
            .request("/access/v1/filter")
            .header("content-type", "application/json")
            .header("x-portreeve-key", TestCredentials.key(key))
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    return server.http().send(request);
  }

  private static JsonObject answer(String body) {
    HttpResponse<String> response = ask("all", body);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  @Test
  void filter_developer_isToldTheConditionAndItsSql() {
    JsonObject answer = answer(VIEW.formatted("eve", COLUMNS));
    assertEquals("condition", answer.getString("filter"));
    JsonObject sql = answer.getJsonObject("sql");
    assertEquals(
        "(\"w\".\"kind\" = $1 OR (\"w\".\"kind\" IN ($2, $3) AND \"w\".\"kind\" = $4 AND"
            + " \"w\".\"access\" IN ($5, $6))) AND \"w\".\"team_id\" = $7",
        sql.getString("where").replaceAll("\\s+", " "));
    assertEquals("acme", sql.getJsonArray("params").getString(6));
    assertFalse(answer.getJsonObject("context").getString("policy_version").isEmpty());
    assertFalse(answer.containsKey("branches"));
  }

  @Test
  void filter_undeclaredMembersAreRefused_sqlIsNone() {
    String strict = ",'context':{'unknown_facts':'refuse'}";
    assertEquals(200, ask("all", VIEW.formatted("eve", COLUMNS + strict)).statusCode());
    assertEquals(400, ask("all", VIEW.formatted("eve", ",'sqll':1" + strict)).statusCode());
  }

  @Test
  void filter_withoutSql_isToldTheConditionAlone() {
    JsonObject answer = answer(VIEW.formatted("eve", ""));
    assertFalse(answer.containsKey("sql"));
    JsonArray sides = answer.getJsonObject("condition").getJsonArray("of");
    assertEquals(
        new JsonObject().put("op", "eq").put("fact", "resource.kind").put("value", "public"),
        sides.getJsonObject(0));
  }

  @Test
  void filter_permitsThatObligeToOtherThings_areTold() {
    JsonObject answer =
        answer(
            "{'subject':{'type':'user','id':'sam','properties':{'signed_in':true}},"
                + "'action':{'name':'collection.view'},"
                + "'resource':{'type':'collection','properties':{'team':'birch'}}}");
    assertEquals("condition", answer.getString("filter"));
    boolean evaluate = answer.encode().contains("\"then\":\"evaluate\"");
    assertTrue(evaluate || answer.encode().contains("obligations"), answer.encode());
  }

  @Test
  void filter_unknownTeamOrAction_isNever() {
    JsonObject team = answer(VIEW.formatted("eve", "").replace("acme", "nobody"));
    assertEquals("never", team.getString("filter"));
    assertEquals("unknown_team", team.getJsonObject("context").getString("reason"));
    JsonObject action = answer(VIEW.formatted("eve", "").replace("workspace.view", "fly"));
    assertEquals("unknown_action", action.getJsonObject("context").getString("reason"));
  }

  @Test
  void filter_whatNoConditionCanTell_isRefusedWithItsPlace() {
    HttpResponse<String> response =
        ask(
            "all",
            "{'subject':{'type':'user','id':'eve'},'action':{'name':'package.import'},"
                + "'resource':{'type':'package','properties':{'team':'acme'}}}");
    assertEquals(422, response.statusCode(), response.body());
    String error = new JsonObject(response.body()).getString("error");
    assertTrue(error.matches("not_expressible: \\S+\\.yaml:\\d+:\\d+: `.+`: .+"), error);
  }

  @ParameterizedTest
  @CsvSource({
    "checks, eve, 403, ''",
    "birch, eve, 403, resource.properties.team",
    "exports, eve, 403, action.name",
    "bob, eve, 403, subject.id",
    "bob, bob, 200, ''"
  })
  void filter_limitOfTheCredential_isHeld(String key, String subject, int status, String field) {
    HttpResponse<String> response = ask(key, VIEW.formatted(subject, ""));
    assertEquals(status, response.statusCode(), response.body());
    if (!field.isEmpty()) {
      assertEquals(field, new JsonObject(response.body()).getString("field"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|sql",
        "{'dialect':'oracle','columns':{}}|sql.dialect",
        "{'dialect':'sqlite'}|sql.columns",
        "{'dialect':'sqlite','columns':{'kind':'kind; DROP TABLE w'}}|sql.columns.kind",
        "{'dialect':'sqlite','columns':{'kind':'a`b'}}|sql.columns.kind",
        "{'dialect':'sqlite','columns':{'kind':{'column':'k','as':'blob'}}}|sql.columns.kind.as",
        "{'dialect':'sqlite','columns':{'kindd':'k'}}|sql.columns.kindd",
        "{'dialect':'sqlite','columns':{'kind':'k'}}|sql.columns.access",
        "{'dialect':'sqlite','placeholders':'%s','columns':{}}|sql.placeholders"
      })
  void filter_whatIsWrongWithTheColumns_isTold(String sql, String field) {
    HttpResponse<String> response =
        ask("all", VIEW.formatted("eve", ",\"sql\":" + sql.replace("%s", "percent")));
    assertEquals(400, response.statusCode(), response.body());
    assertEquals(field, new JsonObject(response.body()).getString("field"), response.body());
  }
}
