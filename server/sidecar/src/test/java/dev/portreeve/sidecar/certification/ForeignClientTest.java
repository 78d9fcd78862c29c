package dev.portreeve.sidecar.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.testing.RunningServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests as azc sends them (kkakui/azc on GitHub, an AuthZEN client of draft 4 for Java), read
 * from its source: its members in its order, an empty {@code properties} for each part, facts that
 * no schema knows, the API key as a bearer token, and the JDK's HTTP client. What it makes of an
 * answer fails on any member but {@code decision} and {@code context}.
 */
class ForeignClientTest {
  @TempDir private static Path dir;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    Path credentials =
        new TestCredentials(dir.resolve("credentials.yaml")).key("azc", "scopes: [check]").write();
    server =
        RunningServer.of(
            Repository.set("authzen"), Map.of("--credentials", credentials.toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> ask(String key, String body) {
    HttpRequest.Builder request =
        server
            .http()
            .request("/access/v1/evaluation")
            .header("Content-Type", "application/json")
            .header("X-Request-ID", UUID.randomUUID().toString())
            .header("Authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return server.http().send(request);
  }

  private static String body(String subject, String action, String record, String context) {
    return """
        {"subject":{"id":"%s","type":"user","properties":{"department":"sales"}},\
        "resource":{"id":"%s","type":"record","properties":{}},\
        "action":{"name":"%s","properties":{"scope":"internal"}}%s}"""
        .formatted(subject, record, action, context);
  }

  @ParameterizedTest
  @CsvSource({
    "alice, read, record-1, true",
    "alice, write, record-2, false",
    "alice, write, record-1, true",
    "mallory, read, record-1, false"
  })
  void evaluation_requestOfTheClient_isDecidedInAFormItReads(
      String subject, String action, String record, boolean permitted) {
    String context = ",\"context\":{\"ip_address\":\"192.168.1.1\",\"trace_id\":\"abc-123\"}";
    for (String with : new String[] {"", context}) {
      HttpResponse<String> response =
          ask(TestCredentials.key("azc"), body(subject, action, record, with));
      assertEquals(200, response.statusCode(), response.body());
      JsonObject answer = new JsonObject(response.body());
      assertEquals(permitted, answer.getBoolean("decision"), response.body());
      assertTrue(Set.of("decision", "context").containsAll(answer.fieldNames()), response.body());
    }
  }

  @Test
  void evaluation_wrongKeyOfTheClient_failsAtOnceAndIsNotTriedAgain() {
    int status = ask("azc.wrong", body("alice", "read", "record-1", "")).statusCode();
    assertEquals(401, status, "it tries again what is 500 or more");
  }
}
