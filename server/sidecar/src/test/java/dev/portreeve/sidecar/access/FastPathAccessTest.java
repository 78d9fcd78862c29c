package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastPathAccessTest {
  private static final String QUESTION =
      "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"door.open\"},"
          + "\"resource\":{\"type\":\"door\",\"id\":\"d1\"}}";

  private static RunningServer server(Path dir, String fastPath) {
    Path credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("all", "scopes: [check, metrics]")
            .key("scraper", "scopes: [metrics]")
            .key("elsewhere", "scopes: [check], actions: [window.open]")
            .write();
    Map<String, String> flags =
        Map.of("--credentials", credentials.toString(), "--fast-path", fastPath);
    return RunningServer.of(TestSets.of("doors"), flags);
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String key) {
    return key.isEmpty() ? request : request.header(Presented.KEY, key);
  }

  private static int evaluate(RunningServer server, String key) {
    HttpRequest.Builder request =
        server
            .http()
            .request("/access/v1/evaluation")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(QUESTION));
    return server.http().send(with(request, key)).statusCode();
  }

  private static GrpcStatus call(RunningServer server, String key) {
    return GrpcCaller.await(
        server
            .grpc()
            .client()
            .request(server.address().socket(), DecisionServiceGrpcClient.Check)
            .compose(
                call -> {
                  if (!key.isEmpty()) {
                    call.headers().add(Presented.KEY, key);
                  }
                  return call.send(ProtoJson.request(new JsonObject(QUESTION).getMap()));
                })
            .compose(
                response ->
                    response.status() == null
                        ? response.end().map(end -> response.status())
                        : Future.succeededFuture(response.status())));
  }

  private static double taken(RunningServer server, String protocol) {
    String wanted = "portreeve_fast_path_total{outcome=\"taken\",protocol=\"" + protocol + "\"} ";
    HttpRequest.Builder request =
        with(server.management().request("/metrics"), TestCredentials.key("all"));
    return server
        .management()
        .send(request)
        .body()
        .lines()
        .filter(line -> line.startsWith(wanted))
        .mapToDouble(line -> Double.parseDouble(line.substring(wanted.length())))
        .sum();
  }

  private static void assertRefused(RunningServer server) {
    assertEquals(401, evaluate(server, ""));
    assertEquals(401, evaluate(server, "all.wrong"));
    assertEquals(403, evaluate(server, TestCredentials.key("scraper")));
    assertEquals(403, evaluate(server, TestCredentials.key("elsewhere")));
    assertEquals(GrpcStatus.UNAUTHENTICATED, call(server, ""));
    assertEquals(GrpcStatus.UNAUTHENTICATED, call(server, "all.wrong"));
    assertEquals(GrpcStatus.PERMISSION_DENIED, call(server, TestCredentials.key("scraper")));
    assertEquals(GrpcStatus.PERMISSION_DENIED, call(server, TestCredentials.key("elsewhere")));
  }

  @Test
  void fastPath_credentialsRequired_takesOnlyKnownCallersWithTheScope(@TempDir Path dir) {
    try (RunningServer server = server(dir, "on")) {
      assertRefused(server);
      assertEquals(0, taken(server, "http"));
      assertEquals(0, taken(server, "grpc"));
      String key = TestCredentials.key("all");
      for (int i = 0; i < 5; i++) {
        assertEquals(200, evaluate(server, key));
        assertEquals(GrpcStatus.OK, call(server, key));
      }
      assertTrue(taken(server, "http") >= 1, "a known key is taken over HTTP");
      // Keys are verified by now. Whether a client sends a call in one piece is up to the client.
      double http = taken(server, "http");
      double grpc = taken(server, "grpc");
      assertRefused(server);
      assertEquals(http, taken(server, "http"));
      assertEquals(grpc, taken(server, "grpc"));
    }
  }

  @Test
  void generalPath_credentialsRequired_refusesAlike(@TempDir Path dir) {
    try (RunningServer server = server(dir, "off")) {
      assertRefused(server);
      assertEquals(200, evaluate(server, TestCredentials.key("all")));
      assertEquals(GrpcStatus.OK, call(server, TestCredentials.key("all")));
      assertEquals(0, taken(server, "http"));
    }
  }
}
