package dev.portreeve.sidecar.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.testing.RunningServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searches of the shipped set with its example teams. */
class PostmanSearchTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(Repository.set("postman"), Map.of("--explain", "local"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> search(String sought, String body) {
    HttpResponse<String> response =
        server.http().post("/access/v1/search/" + sought, "{" + body.replace('\'', '"') + "}");
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body())
        .getJsonArray("results").stream()
            .map(each -> (JsonObject) each)
            .map(each -> each.getString(sought.equals("action") ? "name" : "id"))
            .toList();
  }

  @Test
  void search_askedToExplain_saysWhichCandidatesWereLookedAt() {
    String asked =
        "{'subject':{'type':'user','id':'eve'},'action':{'name':'package.import'},"
            + "'resource':{'type':'package','properties':{'team':'acme'}},'context':{'explain':%s}}";
    JsonObject explanation = explanation(asked.formatted(true));
    assertEquals("scan", explanation.getString("by"));
    assertEquals(7, explanation.getInteger("candidates"));
    String because = explanation.getString("because");
    assertEquals(true, because.startsWith("actions/package.import.yaml:"), because);
    assertEquals(new JsonObject(), explanation(asked.formatted(false)));
  }

  private static JsonObject explanation(String body) {
    HttpResponse<String> response =
        server.http().post("/access/v1/search/resource", body.replace('\'', '"'));
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body())
        .getJsonObject("context", new JsonObject())
        .getJsonObject("explanation", new JsonObject());
  }

  private static boolean permits(String body) {
    HttpResponse<String> response =
        server.http().post("/access/v1/evaluation", "{" + body.replace('\'', '"') + "}");
    return new JsonObject(response.body()).getBoolean("decision");
  }

  @Test
  void search_whoMayApproveThisRequest_findsMembersOfTheTeam() {
    String request =
        "'action':{'name':'workspace_request.approve'},'resource':{'type':'workspace_request',"
            + "'id':'r1','properties':{'team':'acme','request':'%s','access':'team'}}";
    String anybody = "'subject':{'type':'user'},";
    assertEquals(
        List.of("adam", "ana", "kim", "sue"),
        search("subject", anybody + request.formatted("create_internal_workspace")));
    assertEquals(
        List.of("cam", "sue"),
        search("subject", anybody + request.formatted("create_public_workspace")));
    for (String member : List.of("adam", "ana", "bill", "cam", "eve", "gia", "kim", "pam")) {
      String asked = "'subject':{'type':'user','id':'" + member + "'},";
      assertEquals(
          List.of("adam", "ana", "kim").contains(member),
          permits(asked + request.formatted("create_internal_workspace")),
          member);
    }
  }

  @Test
  void search_whichPackagesEveMayImport_findsThoseOnTheList() {
    String eve = "'subject':{'type':'user','id':'eve'},'action':{'name':'package.import'},";
    assertEquals(
        List.of(
            "jsr:@std/path@1.0.8",
            "npm:@acme/design@2.1.0",
            "npm:@types/node@20.11.5",
            "npm:ajv@8.12.0",
            "npm:lodash@4.17.21"),
        search("resource", eve + "'resource':{'type':'package','properties':{'team':'acme'}}"));
  }

  @Test
  void search_whatAnaMayDoWithACollection_isWhatChecksPermit() {
    String parties =
        "'subject':{'type':'user','id':'ana','properties':{'element_role':'viewer'}},"
            + "'resource':{'type':'collection','id':'c1','properties':{'team':'acme'}}";
    List<String> found = search("action", parties);
    assertEquals(true, found.contains("collection.send_request"), found::toString);
    for (String action :
        List.of("collection.send_request", "collection.view", "live_session.start")) {
      assertEquals(
          found.contains(action), permits(parties + ",'action':{'name':'" + action + "'}"), action);
    }
  }
}
