package dev.portreeve.sidecar.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.HttpCaller;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestCollector;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A whole server traces what is sampled, and nothing else. */
class TracedChecksTest {
  private static final String SAMPLED = "0af7651916cd43dd8448eb211c80319c";
  private static final String UNSAMPLED = "1bf7651916cd43dd8448eb211c80319c";
  private static final String CHECK =
      DoorRequests.CHECK.replaceFirst("}$", ",\"context\":{\"decision_id\":true}}");

  @Test
  void checks_sampledByTheirCaller_areSpansOfItsTraceWithTheExplanation() {
    try (TestCollector collector = new TestCollector()) {
      String id;
      // Closing the server exports what waits.
      try (RunningServer server = server(collector, "0")) {
        // The first check of a team or a protocol may take the general path, the second does not.
        ask(server.http(), UNSAMPLED, "00");
        ask(server.http(), UNSAMPLED, "0z"); // no flags, and the rate is none
        ask(server.http(), SAMPLED, "01");
        id = ask(server.http(), SAMPLED, "01").getJsonObject("context").getString("decision_id");
        server.grpc().check(DoorRequests.grpcCheck());
      }
      String taken = collector.taken();
      assertTrue(taken.contains(bytes(SAMPLED)), "the caller's trace");
      assertTrue(taken.contains("check door.knock"), taken);
      assertTrue(taken.contains(id), "the decision's id");
      assertTrue(taken.contains("actions/door.knock.yaml:"), "the match that decided");
      assertFalse(taken.contains(bytes(UNSAMPLED)), "not sampled");
      assertEquals(2, taken.split("check door\\.knock", -1).length - 1, "spans");
    }
  }

  @Test
  void checks_thatDoNotSay_areSampledAtTheRate() {
    try (TestCollector collector = new TestCollector()) {
      try (RunningServer server = server(collector, "1")) {
        server.http().post(DoorRequests.CHECK_PATH, DoorRequests.CHECK);
        server.grpc().check(DoorRequests.grpcCheck());
        assertTrue(
            server.management().get("/metrics").body().contains("portreeve_spans_lost_total 0.0"));
      }
      assertEquals(2, collector.taken().split("check door\\.knock", -1).length - 1, "spans");
    }
  }

  @Test
  void latency_ofTracedChecks_namesTheirSpansAsExemplars() {
    try (TestCollector collector = new TestCollector()) {
      String http;
      String grpc;
      try (RunningServer server = server(collector, "0")) {
        ask(server.http(), UNSAMPLED, "00");
        assertEquals("", exemplar(server, "evaluation"), "nothing is traced");
        // The meters look at an observation some ten times a second and pass over the others.
        Eventually.becomes(
            false,
            Duration.ofSeconds(30),
            Duration.ofMillis(150),
            () -> {
              ask(server.http(), SAMPLED, "01");
              return exemplar(server, "evaluation").isEmpty();
            });
        http = exemplar(server, "evaluation");
      }
      try (RunningServer server = server(collector, "1")) {
        Eventually.becomes(
            false,
            Duration.ofSeconds(30),
            Duration.ofMillis(150),
            () -> {
              server.grpc().check(DoorRequests.grpcCheck());
              return exemplar(server, "Check").isEmpty();
            });
        grpc = exemplar(server, "Check");
      }
      assertTrue(http.contains("trace_id=\"" + SAMPLED + "\""), http);
      for (String exemplar : List.of(http, grpc)) {
        for (String id : List.of("trace_id", "span_id")) {
          String hex = exemplar.replaceFirst(".* " + "\\{.*?" + id + "=\"(\\w+)\".*", "$1");
          assertTrue(collector.taken().contains(bytes(hex)), exemplar);
        }
      }
    }
  }

  /** Of an endpoint's latencies; empty when there is none. */
  private static String exemplar(RunningServer server, String endpoint) {
    HttpCaller caller = server.management();
    HttpRequest.Builder scrape =
        caller.request("/metrics").header("accept", "application/openmetrics-text");
    return caller
        .send(scrape)
        .body()
        .lines()
        .filter(line -> line.startsWith("portreeve_request_seconds_bucket"))
        .filter(line -> line.contains("endpoint=\"" + endpoint + "\"") && line.contains(" # {"))
        .map(line -> line.substring(line.indexOf(" # {")))
        .findFirst()
        .orElse("");
  }

  @Test
  void collector_away_costsNoCheckAndIsToldInTheServersOwnLog() {
    Map<String, String> flags = Map.of("--tracing", "http://127.0.0.1:1", "--tracing-sample", "1");
    try (RunningServer server = RunningServer.of(TestSets.of("doors"), flags)) {
      assertEquals(
          200, server.http().post(DoorRequests.CHECK_PATH, DoorRequests.CHECK).statusCode());
      assertFalse(Logger.getLogger("io.opentelemetry").getUseParentHandlers());
    }
  }

  private static RunningServer server(TestCollector collector, String rate) {
    return RunningServer.of(
        TestSets.of("doors"), Map.of("--tracing", collector.url(), "--tracing-sample", rate));
  }

  private static JsonObject ask(HttpCaller http, String trace, String flags) {
    HttpRequest.Builder request =
        http.request(DoorRequests.CHECK_PATH)
            .header("content-type", "application/json")
            .header("traceparent", "00-" + trace + "-b7ad6b7169203331-" + flags)
            .POST(HttpRequest.BodyPublishers.ofString(CHECK));
    return new JsonObject(http.send(request).body());
  }

  private static String bytes(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }
}
