package dev.portreeve.sidecar.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of searches, in a set whose directory is large enough to have some. */
class SearchPagesTest {
  private static final String RESOURCES = "/access/v1/search/resource";
  private static final String SUBJECTS = "/access/v1/search/subject";
  private static final String ACTIONS = "/access/v1/search/action";
  private static final String QUERY =
      "{'subject':{'type':'user','id':'alice'},'action':{'name':'read'},'resource':{'type':'record'}%s}";

  @TempDir private static Path dir;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    Path set = TestSets.copy(Repository.set("authzen"), dir.resolve("set"));
    write(set, 250);
    Path credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("all", "scopes: [check, search]")
            .key("checks", "scopes: [check]")
            .key("reads", "scopes: [search], actions: [read]")
            .key("bob", "scopes: [search], subjects: self, subject: {type: user, id: bob}")
            .key("directory", "scopes: [search], facts: directory")
            .write();
    server =
        RunningServer.of(
            set, Map.of("--credentials", credentials.toString(), "--open-metrics", "true"));
  }

  private static void write(Path set, int records) throws IOException {
    Files.writeString(
        set.resolve("directory/more.yaml"),
        IntStream.range(0, records)
            .mapToObj("    r-%03d: {status: archived}\n"::formatted)
            .collect(Collectors.joining("", "resources:\n  record:\n", "")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> post(String path, String body, String caller) {
    return server
        .http()
        .send(
            server
                .http()
                .request(path)
                .header("content-type", "application/json")
                .header("x-portreeve-key", TestCredentials.key(caller))
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  private static JsonObject ask(String path, String body) {
    HttpResponse<String> response = post(path, body, "all");
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  private static JsonObject page(String page) {
    return ask(RESOURCES, QUERY.formatted(",'page':" + page));
  }

  private static List<String> ids(JsonObject answer) {
    return answer.getJsonArray("results").stream()
        .map(each -> ((JsonObject) each).getString("id"))
        .toList();
  }

  private static String token(JsonObject answer) {
    return answer.getJsonObject("page").getString("next_token");
  }

  private static JsonObject error(String body) {
    HttpResponse<String> response = post(RESOURCES, body, "all");
    assertEquals(400, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  @Test
  void search_pageByPage_listsEverythingOnceInOrder() {
    List<String> all = new ArrayList<>();
    JsonObject page = page("{'limit':60}");
    List<Integer> counts = new ArrayList<>();
    while (!token(page).isEmpty()) {
      all.addAll(ids(page));
      counts.add(page.getJsonObject("page").getInteger("count"));
      page = page("{'token':'" + token(page) + "'}");
    }
    all.addAll(ids(page));
    assertEquals(List.of(60, 60, 60, 60), counts);
    assertEquals(252, all.size());
    assertEquals(all.stream().distinct().sorted().toList(), all);
  }

  @Test
  void search_noPageAsked_hasOneAllTheSameWhenThereIsMore() {
    JsonObject answer = ask(RESOURCES, QUERY.formatted(""));
    assertEquals(100, ids(answer).size());
    assertFalse(token(answer).isEmpty());
    assertEquals(
        "limit", answer.getJsonObject("page").getJsonObject("properties").getString("end"));
  }

  @Test
  void search_limitBeyondTheMost_isTheMost() {
    assertEquals(252, ids(page("{'limit':123456789012}")).size());
    assertEquals(List.of(), ids(page("{'limit':0}")));
    assertFalse(token(page("{'limit':0}")).isEmpty());
  }

  @Test
  void search_tokenOfAnotherSearch_isRefused() {
    String token = token(page("{'limit':2}"));
    String other =
        "{'subject':{'type':'user','id':'bob'},'action':{'name':'read'},"
            + "'resource':{'type':'record'},'page':{'token':'%s'}}";
    assertEquals("page.token", error(other.formatted(token)).getString("field"));
    String context = ",'context':{'x':1},'page':{'token':'" + token + "'}";
    assertEquals("page.token", error(QUERY.formatted(context)).getString("field"));
    String limit = ",'page':{'limit':3,'token':'" + token + "'}";
    assertEquals("page.limit", error(QUERY.formatted(limit)).getString("field"));
    String reordered =
        "{'page':{'token':'%s','limit':2},'resource':{'type':'record','id':'x'},"
            + "'action':{'name':'read'},'subject':{'id':'alice','type':'user'}}";
    assertEquals(List.of("r-002", "r-003"), ids(ask(RESOURCES, reordered.formatted(token))));
  }

  @Test
  void search_tokenOfAnotherCaller_isRefused() {
    String token = token(page("{'limit':2}"));
    String body = QUERY.formatted(",'page':{'token':'" + token + "'}");
    assertEquals(400, post(RESOURCES, body, "reads").statusCode());
  }

  @Test
  void search_tokenThatWasTamperedWith_isRefused() {
    String token = token(page("{'limit':2}"));
    for (int at = 0; at < token.length() - 2; at += 7) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      String body = QUERY.formatted(",'page':{'token':'" + changed + "'}");
      assertEquals("page.token", error(body).getString("field"));
    }
    assertNotEquals(token, token(page("{'limit':2}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'limit':-1}",
        "{'limit':1.5}",
        "{'limit':'1'}",
        "{'token':3}",
        "{'token':'x'}",
        "{'token':'AAAA'}",
        "[]",
        "'x'",
        "{'properties':[]}"
      })
  void search_pageThatIsNone_isRefused(String page) {
    assertTrue(error(QUERY.formatted(",'page':" + page)).getString("field").startsWith("page"));
  }

  @Test
  void search_unknownMembers_areIgnored() {
    JsonObject answer = page("{'limit':1,'sort':{'by':'x'},'properties':{'a':1}}");
    assertEquals(List.of("r-000"), ids(answer));
  }

  @Test
  void search_withoutTheScope_isForbidden() {
    assertEquals(403, post(RESOURCES, QUERY.formatted(""), "checks").statusCode());
  }

  @Test
  void search_limitsOfTheCaller_hold() {
    String write = QUERY.formatted("").replace("'read'", "'write'");
    assertEquals(403, post(RESOURCES, write, "reads").statusCode());
    assertEquals(403, post(RESOURCES, QUERY.formatted(""), "bob").statusCode());
    String one = "'resource':{'type':'record','id':'record-1'}}";
    JsonObject actions =
        new JsonObject(
            post(ACTIONS, "{'subject':{'type':'user','id':'alice'}," + one, "reads").body());
    assertEquals("[{\"name\":\"read\"}]", actions.getJsonArray("results").encode());
    String who = "{'subject':{'type':'user'},'action':{'name':'read'}," + one;
    assertEquals(List.of("bob"), ids(new JsonObject(post(SUBJECTS, who, "bob").body())));
    assertEquals(List.of("alice", "bob"), ids(ask(SUBJECTS, who)));
  }

  @Test
  void search_callerWhoIsNotBelieved_claimsNothingOfTheSubject() {
    String claim =
        "{'subject':{'type':'user','properties':{'role':'admin'}},'action':{'name':'write'},"
            + "'resource':{'type':'record','id':'record-2'}}";
    assertEquals(List.of("alice", "bob"), ids(ask(SUBJECTS, claim)));
    assertEquals(List.of("bob"), ids(new JsonObject(post(SUBJECTS, claim, "directory").body())));
  }

  @Test
  void search_reloadBetweenPages_goesOnUnderTheNewSetAndSaysSo(@TempDir Path own)
      throws IOException {
    Path set = TestSets.copy(Repository.set("authzen"), own.resolve("set"));
    write(set, 5);
    try (RunningServer mine = RunningServer.of(set)) {
      String query = QUERY.replace('\'', '"');
      JsonObject first =
          new JsonObject(
              mine.http().post(RESOURCES, query.formatted(",\"page\":{\"limit\":3}")).body());
      assertEquals(List.of("r-000", "r-001", "r-002"), ids(first));
      assertNull(first.getJsonObject("context").getBoolean("policy_changed"));
      write(set, 4);
      String next = query.formatted(",\"page\":{\"token\":\"" + token(first) + "\"}");
      String before = first.getJsonObject("context").getString("policy_version");
      Eventually.becomes(
          false,
          Duration.ofSeconds(30),
          () ->
              new JsonObject(mine.http().post(RESOURCES, next).body())
                  .getJsonObject("context")
                  .getString("policy_version")
                  .equals(before));
      JsonObject second = new JsonObject(mine.http().post(RESOURCES, next).body());
      assertEquals(List.of("r-003", "record-1", "record-2"), ids(second));
      assertEquals(true, second.getJsonObject("context").getBoolean("policy_changed"));
    }
  }

  @Test
  void metrics_searches_areTimedAndCounted() {
    page("{'limit':1}");
    String metrics = server.management().get("/metrics").body();
    assertTrue(metrics.contains("portreeve_search_candidates_total"), metrics);
    assertTrue(metrics.contains("portreeve_search_seconds_count{sought=\"resource\"}"), metrics);
    assertTrue(
        metrics.contains("portreeve_requests_total{endpoint=\"search_resource\",status=\"200\"}"));
  }
}
