package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.sidecar.config.AccessConfig;
import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.TestClock;
import dev.portreeve.sidecar.testing.TestIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdmittedTest {
  @TempDir private Path dir;
  private final TestClock clock = new TestClock();
  private Vertx vertx;
  private TestIssuer issuer;
  private Access access;
  private int port;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    issuer = new TestIssuer("callers", dir.resolve("callers.json"));
    IdentityConfig.Token token =
        new IdentityConfig.Token(issuer.keys().toString(), "callers", "portreeve", "sub");
    AccessConfig config =
        new AccessConfig(
            Optional.empty(),
            Optional.of(token),
            "scope",
            false,
            new AccessConfig.Insecure(false, false));
    access = Access.start(config, vertx, clock, new SimpleMeterRegistry());
    HttpServer server = vertx.createHttpServer();
    server.requestHandler(new AccessHandler(access, this::answer));
    port = GrpcCaller.await(server.listen(0, "127.0.0.1")).actualPort();
  }

  @AfterEach
  void stop() {
    GrpcCaller.await(vertx.close());
  }

  /** The token passes its end between the head of a request and its body. */
  private void answer(HttpServerRequest request) {
    if ("late".equals(request.getHeader("x-body"))) {
      clock.advance(Duration.ofHours(1));
    }
    Caller caller = access.known(request, Presented.Owner.CALLER);
    request.response().end(caller == null ? "nobody" : caller.id());
  }

  private String ask(HttpClient client, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .header("authorization", "Bearer " + token)
            .header("x-body", body)
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private String token(String subject) {
    return issuer.token(subject, "portreeve", Map.of("scope", "check"));
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void known_tokenEndsWhileTheBodyComes_isStillTheCaller(HttpClient.Version version)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(version).build();
    String token = token("svc");
    assertEquals("200 svc", ask(client, token, "at once"));
    assertEquals("200 svc", ask(client, token, "late"));
    assertEquals("401", ask(client, token, "at once").substring(0, 3));
  }

  @Test
  void known_severalCallersOnOneConnection_areEachThemselves()
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    String[] tokens = {token("a"), token("b")};
    for (int i = 0; i < 6; i++) {
      assertEquals("200 " + (i % 2 == 0 ? "a" : "b"), ask(client, tokens[i % 2], "at once"));
    }
  }
}
