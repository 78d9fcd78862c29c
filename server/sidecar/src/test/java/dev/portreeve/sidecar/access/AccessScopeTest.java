package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.GrpcCaller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody may ask who may ask at all. */
class AccessScopeTest extends GuardedServer {
  @Test
  void check_withoutTheScope_isForbidden() {
    String[] key = {"x-portreeve-key", TestCredentials.key("scraper")};
    HttpResponse<String> answer = check(key);
    assertEquals(403, answer.statusCode());
    assertFalse(answer.headers().firstValue("www-authenticate").isPresent());
    assertEquals(GrpcStatus.PERMISSION_DENIED, call(question("ben", "birch"), key));
  }

  @ParameterizedTest
  @CsvSource({
    "birch, ben, birch, 200, ''",
    "birch, eve, acme, 403, resource.properties.team",
    "birch, ben, '', 403, resource.properties.team",
    "exports, ben, birch, 200, ''",
    "ben, ben, birch, 200, ''",
    "ben, noa, birch, 403, subject.id"
  })
  void check_limitOfTheCredential_isHeldInBothProtocols(
      String id, String subject, String team, int status, String field) {
    JsonObject question = question(subject, team);
    if (team.isEmpty()) {
      question.getJsonObject("resource").remove("properties");
    }
    String[] key = {"x-portreeve-key", TestCredentials.key(id)};
    HttpResponse<String> answer = post(EVALUATION, question, key);
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(field.isEmpty() ? null : field, new JsonObject(answer.body()).getString("field"));
    assertEquals(status == 200 ? GrpcStatus.OK : GrpcStatus.PERMISSION_DENIED, call(question, key));
  }

  @Test
  void check_actionBeyondTheCredential_isForbidden() {
    JsonObject question = question("ben", "birch");
    question.getJsonObject("action").put("name", "collection.view");
    String[] key = {"x-portreeve-key", TestCredentials.key("exports")};
    assertEquals(403, post(EVALUATION, question, key).statusCode());
    assertEquals(GrpcStatus.PERMISSION_DENIED, call(question, key));
  }

  @Test
  void check_factsFromTheDirectoryAlone_requestsClaimsCountNothing() {
    JsonObject question = question("stranger", "birch");
    question
        .getJsonObject("subject")
        .put("properties", new JsonObject().put("team_roles", new JsonArray().add("super_admin")));
    question
        .getJsonObject("action")
        .put("name", "settings.view")
        .put("properties", new JsonObject().put("setting", "vault_export"));
    question.getJsonObject("resource").put("type", "team");
    String[] trusted = {"x-portreeve-key", TestCredentials.key("orders")};
    String[] limited = {"x-portreeve-key", TestCredentials.key("directory")};
    assertTrue(decision(post(EVALUATION, question, trusted)));
    assertFalse(decision(post(EVALUATION, question, limited)));
    JsonObject batch = new JsonObject().put("evaluations", new JsonArray().add(question));
    assertEquals(List.of("true"), decisions(batch, "orders"));
    assertEquals(List.of("false"), decisions(batch, "directory"));
    question.getJsonObject("subject").put("id", "noa");
    assertTrue(decision(post(EVALUATION, question, limited)));
    assertEquals(List.of("true"), decisions(batch, "directory"));
  }

  private static boolean decision(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    return new JsonObject(answer.body()).getBoolean("decision");
  }

  @ParameterizedTest
  @CsvSource({
    "birch, resource.properties.team",
    "exports, action.name",
    "ben, subject.id",
  })
  void batch_itemBeyondTheCredential_isThatItemsError(String id, String field) {
    JsonObject within = question("ben", "birch");
    JsonObject beyond = question("eve", "acme");
    beyond.getJsonObject("action").put("name", "collection.view");
    JsonObject batch =
        new JsonObject().put("evaluations", new JsonArray().add(within).add(beyond).add(within));
    assertEquals(List.of("true", "evaluations[1]." + field, "true"), decisions(batch, id));
  }

  /** The decisions of a batch, or the field at fault; the same over HTTP and gRPC. */
  private static List<String> decisions(JsonObject batch, String id) {
    String[] key = {"x-portreeve-key", TestCredentials.key(id)};
    HttpResponse<String> answer = post("/access/v1/evaluations", batch, key);
    assertEquals(200, answer.statusCode(), answer.body());
    List<String> decisions = new ArrayList<>();
    for (Object item : new JsonObject(answer.body()).getJsonArray("evaluations")) {
      JsonObject error =
          ((JsonObject) item)
              .getJsonObject("context", new JsonObject())
              .getJsonObject("error", new JsonObject());
      assertEquals(error.isEmpty() ? null : "forbidden", error.getString("code"));
      decisions.add(error.getString("field", ((JsonObject) item).getValue("decision").toString()));
    }
    CheckBatchRequest.Builder message = CheckBatchRequest.newBuilder();
    for (Object item : batch.getJsonArray("evaluations")) {
      message.addEvaluations(
          ProtoJson.request(new JsonObject(((JsonObject) item).encode()).getMap()));
    }
    CheckBatchResponse response =
        GrpcCaller.await(
            server
                .grpc()
                .client()
                .request(server.address().socket(), DecisionServiceGrpcClient.CheckBatch)
                .compose(
                    call -> {
                      call.headers().add(key[0], key[1]);
                      return call.send(message.build()).compose(GrpcClientResponse::last);
                    }));
    assertEquals(
        decisions,
        response.getEvaluationsList().stream()
            .map(each -> each.hasError() ? each.getError().getField() : "" + each.getDecision())
            .toList());
    return decisions;
  }

  @ParameterizedTest
  @CsvSource({"birch, 200, ''", "acme, 403, resource.properties.team"})
  void search_tenantBeyondTheCredential_isForbidden(String team, int status, String field) {
    JsonObject question = question("ben", team);
    question.remove("action");
    String[] key = {"x-portreeve-key", TestCredentials.key("birch")};
    HttpResponse<String> answer = post("/access/v1/search/action", question, key);
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(field, new JsonObject(answer.body()).getString("field", ""));
  }

  @Test
  void proxyCheck_authorizationIsTheUsers_theProxyShowsItsKey() {
    HttpRequest.Builder bare = proxied();
    assertEquals(401, server.http().send(bare).statusCode());
    HttpRequest.Builder keyed = proxied().header("x-portreeve-key", TestCredentials.key("orders"));
    assertEquals(200, server.http().send(keyed).statusCode());
    HttpRequest.Builder wrongWay =
        proxied().header("authorization", "Bearer " + TestCredentials.key("orders"));
    assertEquals(401, server.http().send(wrongWay).statusCode());
    HttpRequest.Builder otherTenant =
        proxied().header("x-portreeve-key", TestCredentials.key("ben")).header("x-user", "noa");
    assertEquals(401, server.http().send(otherTenant).statusCode()); // X-User came twice
  }

  private static HttpRequest.Builder proxied() {
    return server
        .http()
        .request("/check/nginx")
        .header("X-Original-Method", "GET")
        .header("X-Original-URI", "/collections/c1/export")
        .header("X-Original-Host", "birch.localhost")
        .header("X-User", "ben")
        .header("X-Team", "birch")
        .header("X-Workspace-Role", "editor")
        .GET();
  }

  @Test
  void management_metricsAndVerbose_takeTheScope() {
    assertEquals(200, server.management().get("/livez").statusCode());
    assertEquals(200, server.management().get("/readyz").statusCode());
    for (String path : new String[] {"/metrics", "/readyz?verbose"}) {
      assertEquals(401, server.management().get(path).statusCode());
      HttpRequest.Builder scraping = server.management().request(path);
      assertEquals(
          200,
          server
              .management()
              .send(scraping.header("x-portreeve-key", TestCredentials.key("scraper")))
              .statusCode());
      HttpRequest.Builder other = server.management().request(path);
      assertEquals(
          403,
          server
              .management()
              .send(other.header("x-portreeve-key", TestCredentials.key("orders")))
              .statusCode());
    }
  }
}
