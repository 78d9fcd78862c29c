package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metadata of AuthZEN, with callers known and without. */
class MetadataTest {
  private static final String PATH = "/.well-known/authzen-configuration";

  @Test
  void metadata_withoutAPublicUrl_namesWhereTheServerListens() {
    try (RunningServer server = RunningServer.of(TestSets.of("doors"))) {
      HttpResponse<String> answer = server.http().get(PATH);
      assertEquals(200, answer.statusCode());
      assertEquals("application/json", answer.headers().firstValue("content-type").orElseThrow());
      assertEquals(urls("http://" + server.address()), new JsonObject(answer.body()));
    }
  }

  @Test
  void metadata_callersKnown_isReadByAnybodyUnderThePathOfThePublicUrl(@TempDir Path dir) {
    Path credentials =
        new TestCredentials(dir.resolve("credentials.yaml")).key("all", "scopes: [check]").write();
    String url = "https://pdp.example/tenant1";
    Map<String, String> flags =
        Map.of("--credentials", credentials.toString(), "--public-url", url);
    try (RunningServer server = RunningServer.of(TestSets.of("doors"), flags)) {
      assertEquals(401, server.http().get("/access/v1/evaluation").statusCode());
      assertEquals(urls(url), new JsonObject(server.http().get(PATH + "/tenant1").body()));
      assertEquals(urls(url), new JsonObject(server.http().get(PATH).body()));
      assertEquals(401, server.http().get(PATH + "/tenant2").statusCode());
      assertEquals(401, server.http().get(PATH + "s").statusCode());
    }
  }

  @Test
  void metadata_hostOfTheRequest_isNotBelieved() {
    Map<String, String> flags = Map.of("--public-url", "https://pdp.example/");
    try (RunningServer server = RunningServer.of(TestSets.of("doors"), flags)) {
      HttpRequest.Builder request =
          server.http().request(PATH).header("X-Forwarded-Host", "evil.example").GET();
      assertEquals(
          urls("https://pdp.example").put("policy_decision_point", "https://pdp.example/"),
          new JsonObject(server.http().send(request).body()));
    }
  }

  @Test
  void metadata_otherMethods_areToldWhichAreTaken() {
    try (RunningServer server = RunningServer.of(TestSets.of("doors"))) {
      HttpRequest.Builder head =
          server.http().request(PATH).method("HEAD", BodyPublishers.noBody());
      assertEquals(200, server.http().send(head).statusCode());
      HttpRequest.Builder post = server.http().request(PATH).POST(BodyPublishers.ofString("{}"));
      HttpResponse<String> answer = server.http().send(post);
      assertEquals(405, answer.statusCode());
      assertEquals("GET, HEAD", answer.headers().firstValue("allow").orElseThrow());
    }
  }

  private static JsonObject urls(String base) {
    return new JsonObject()
        .put("policy_decision_point", base)
        .put("access_evaluation_endpoint", base + "/access/v1/evaluation")
        .put("access_evaluations_endpoint", base + "/access/v1/evaluations")
        .put("search_subject_endpoint", base + "/access/v1/search/subject")
        .put("search_resource_endpoint", base + "/access/v1/search/resource")
        .put("search_action_endpoint", base + "/access/v1/search/action")
        .put("portreeve_filter_endpoint", base + "/access/v1/filter")
        .put("supported_obligations", new JsonArray().add("custom"));
  }
}
