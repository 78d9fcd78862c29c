package dev.portreeve.sidecar.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.testing.LogLines;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server does and says whose listeners other machines reach. */
class InsecureListenersTest {
  /* No name that the server knows for loopback, yet the resolver leads there. */
  private static final String ELSEWHERE = "LOCALHOST:0";

  @TempDir private Path dir;

  private static int status(RunningServer server, String path, String key) {
    HttpRequest.Builder request = server.management().request(path);
    return server
        .management()
        .send(key.isEmpty() ? request : request.header("x-portreeve-key", key))
        .statusCode();
  }

  private static String body(RunningServer server, String path, String key) {
    HttpRequest.Builder request = server.management().request(path);
    return server
        .management()
        .send(key.isEmpty() ? request : request.header("x-portreeve-key", key))
        .body();
  }

  private static JsonArray insecure(RunningServer server, String key) {
    return new JsonObject(body(server, "/readyz?verbose", key))
        .getJsonObject("security")
        .getJsonArray("insecure");
  }

  private String credentials() {
    return new TestCredentials(dir.resolve("credentials.yaml"))
        .key("scraper", "scopes: [metrics, admin]")
        .write()
        .toString();
  }

  @Test
  void listen_insecureByName_isSaidAtStartInTheReportAndInAMetric() {
    Map<String, String> flags =
        Map.of("--listen", ELSEWHERE, "--insecure-no-auth", "true", "--insecure-no-tls", "true");
    try (LogLines lines = new LogLines(SecurityReport.class);
        RunningServer server = RunningServer.of(TestSets.of("doors"), flags)) {
      assertEquals(2, lines.all().stream().filter(l -> l.startsWith("WARN insecure:")).count());
      assertEquals(new JsonArray().add("auth").add("tls"), insecure(server, ""));
      String metrics = body(server, "/metrics", "");
      assertTrue(metrics.contains("portreeve_insecure{without=\"auth\"} 1.0"), metrics);
      assertTrue(metrics.contains("portreeve_insecure{without=\"tls\"} 1.0"), metrics);
    }
  }

  @Test
  void management_reachedFromElsewhere_servesBareProbesOnly() {
    Map<String, String> flags = Map.of("--management", ELSEWHERE);
    try (RunningServer server = RunningServer.of(TestSets.of("doors"), flags)) {
      assertEquals(200, status(server, "/livez", ""));
      assertEquals(200, status(server, "/readyz", ""));
      assertEquals(403, status(server, "/readyz?verbose", ""));
      assertEquals(403, status(server, "/metrics", ""));
    }
    Map<String, String> clear = Map.of("--management", ELSEWHERE, "--credentials", credentials());
    try (RunningServer server = RunningServer.of(TestSets.of("doors"), clear)) {
      assertEquals(200, status(server, "/livez", ""));
      assertEquals(403, status(server, "/metrics", TestCredentials.key("scraper")));
      assertEquals(403, status(server, "/readyz?verbose", TestCredentials.key("scraper")));
    }
  }

  @Test
  void management_openMetrics_servesEverybody() {
    Map<String, String> flags = Map.of("--management", ELSEWHERE, "--open-metrics", "true");
    try (RunningServer server = RunningServer.of(TestSets.of("doors"), flags)) {
      assertEquals(200, status(server, "/metrics", ""));
      assertEquals(new JsonArray(), insecure(server, ""));
      assertTrue(body(server, "/metrics", "").contains("portreeve_insecure{without=\"tls\"} 0.0"));
    }
  }

  @Test
  void managementAndAdmin_inClearTextByName_areSaid() {
    for (String listener : new String[] {"--management", "--admin"}) {
      Map<String, String> flags =
          Map.of(listener, ELSEWHERE, "--credentials", credentials(), "--insecure-no-tls", "true");
      try (RunningServer server = RunningServer.of(TestSets.of("doors"), flags)) {
        String key = TestCredentials.key("scraper");
        assertEquals(401, status(server, "/metrics", ""));
        assertEquals(new JsonArray().add("tls"), insecure(server, key), listener);
      }
    }
  }
}
