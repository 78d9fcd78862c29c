package dev.portreeve.sidecar.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.testing.RunningServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published decisions of the AuthZEN interops, asked of servers with the shipped sets. */
class InteropTest {
  private static RunningServer records;
  private static RunningServer gateway;

  @BeforeAll
  static void start() {
    records = RunningServer.of(Repository.set("records"));
    gateway = RunningServer.of(Repository.set("gateway"));
  }

  @AfterAll
  static void stop() {
    records.close();
    gateway.close();
  }

  private static List<JsonObject> published(String name) throws IOException {
    Path file =
        Repository.root().resolve("server/sidecar/src/test/resources/interop/" + name + ".jsonl");
    return Files.readAllLines(file).stream().map(JsonObject::new).toList();
  }

  private static JsonObject ask(RunningServer server, String path, JsonObject request) {
    HttpResponse<String> response =
        server.http().post("/access/v1/" + path, request.getJsonObject("request").encode());
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  /** The order in which results come is of no account. */
  private static Set<Object> results(JsonObject answer) {
    return answer.getJsonArray("results").stream().collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "search-subject, subject, 60",
    "search-resource, resource, 18",
    "search-action, action, 120",
    "idp, resource, 6"
  })
  void search_ofTheInterop_findsWhatIsPublished(String file, String sought, int count)
      throws IOException {
    List<JsonObject> all = published(file);
    assertEquals(count, all.size());
    for (JsonObject one : all) {
      JsonObject answer = ask(records, "search/" + sought, one);
      assertEquals(results(one.getJsonObject("expected")), results(answer), one.encode());
      assertEquals(Set.of("results"), answer.fieldNames());
    }
  }

  @Test
  void evaluation_ofTheGatewayInterop_decidesAsPublished() throws IOException {
    List<JsonObject> all = published("gateway");
    assertEquals(25, all.size());
    for (JsonObject one : all) {
      assertEquals(
          one.getBoolean("expected"),
          ask(gateway, "evaluation", one).getBoolean("decision"),
          one.encode());
    }
  }
}
