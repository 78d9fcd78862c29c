package dev.portreeve.sidecar.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  private static final String CHECK = "/access/v1/evaluation";
  private static final String BATCH = "/access/v1/evaluations";
  private static final String PARTS =
      "\"subject\": {\"type\": \"user\", \"id\": \"ana\"}, \"action\": {\"name\": \"door.knock\"},"
          + " \"resource\": {\"type\": \"door\", \"id\": \"d1\"}";
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    CHECK + ", 65536, 200",
    CHECK + ", 65537, 413",
    CHECK + ", 3000000, 413",
    BATCH + ", 1048576, 200",
    BATCH + ", 1048577, 413"
  })
  void bytes_limit_isExact(String path, int bytes, int status) {
    String body = "{" + PARTS + "}";
    String padded = body + " ".repeat(bytes - body.length());
    assertStatus(status, server.http().post(path, padded));
    assertStatus(status, chunked(path, padded));
  }

  @Test
  void bytes_beyondTheLimit_connectionStaysOfUse() {
    for (int i = 0; i < 5; i++) {
      assertStatus(413, chunked(CHECK, " ".repeat(300_000)));
      assertStatus(200, server.http().post(CHECK, "{" + PARTS + "}"));
    }
  }

  @ParameterizedTest
  @CsvSource({"32, 200", "33, 413", "20000, 413"})
  void nesting_limit_isExact(int depth, int status) {
    String deep = "[".repeat(depth - 1) + "]".repeat(depth - 1);
    assertStatus(status, server.http().post(CHECK, "{\"x\": " + deep + ", " + PARTS + "}"));
  }

  @ParameterizedTest
  @CsvSource({"1000, 200", "1001, 413"})
  void items_limit_isExact(int items, int status) {
    String list = String.join(",", Collections.nCopies(items, "{}"));
    assertStatus(
        status, server.http().post(BATCH, "{" + PARTS + ", \"evaluations\": [" + list + "]}"));
  }

  @Test
  void number_tooLong_isTooLarge() {
    String number = "9".repeat(2_000);
    String fact = PARTS.replace("\"d1\"", "\"d1\", \"properties\": {\"floor\": " + number + "}");
    assertStatus(413, server.http().post(CHECK, "{" + fact + "}"));
  }

  private static HttpResponse<String> chunked(String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return server
        .http()
        .send(
            server
                .http()
                .request(path)
                .header("content-type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(bytes))));
  }

  private static void assertStatus(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    if (status != 200) {
      assertEquals("", new JsonObject(response.body()).getString("field"));
    }
  }
}
