package dev.portreeve.sidecar.certification;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.testing.HttpCaller;
import dev.portreeve.sidecar.testing.RunningServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The certification scenario over HTTP, by callers who need not say who they are. */
class CertificationTest {
  private static final String BASE = "https://pdp.example";
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(Repository.set("authzen"), Map.of("--public-url", BASE));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> ids() {
    return CertificationScenario.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void scenario_overHttp_holds(String id) {
    new CertificationScenario(new Plain(server.http())).run(id);
  }

  @Test
  void scenario_discovery_holds() {
    new CertificationScenario(new Plain(server.http())).discovers(BASE);
  }

  private record Plain(HttpCaller http) implements Asker {
    @Override
    public Reply post(String path, String contentType, String body, String requestId) {
      HttpRequest.Builder request = http.request(path).POST(BodyPublishers.ofString(body));
      if (!contentType.isEmpty()) {
        request.header("content-type", contentType);
      }
      if (!requestId.isEmpty()) {
        request.header("x-request-id", requestId);
      }
      return reply(http.send(request));
    }

    @Override
    public Reply get(String path) {
      return reply(http.get(path));
    }

    private static Reply reply(HttpResponse<String> response) {
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("content-type").orElse(""),
          response.headers().firstValue("x-request-id"),
          response.body());
    }
  }
}
