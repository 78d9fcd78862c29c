package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.config.TrustedProxies;
import dev.portreeve.sidecar.identity.AuthenticationResult;
import dev.portreeve.sidecar.testing.Counts;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.RawHttp1;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How each proxy asks over HTTP and what it is told, without a server behind. */
class ForwardAuthAnswerTest {
  private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();
  private static Vertx vertx;
  private static int port;
  private static int noTokens;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    port = listen(Optional.of(new IdentityConfig.Token("keys", "issuer", "api", "sub")));
    noTokens = listen(Optional.empty());
  }

  private static int listen(Optional<IdentityConfig.Token> token) {
    ProxyCheck check =
        new ProxyCheck(
            ProxyGate.strangersKnown("deny"),
            original -> {
              List<String> users = original.trustedHeader("X-User");
              if (users.contains("lost")) {
                return Future.failedFuture("the keys are lost");
              }
              if (users.contains("thrown")) {
                throw new IllegalStateException("thrown");
              }
              return Future.succeededFuture(
                  users.isEmpty()
                      ? AuthenticationResult.NOBODY
                      : new AuthenticationResult.Known(new RouteIdentity(users.get(0), Map.of())));
            });
    TrustedProxies.Network loopback =
        new TrustedProxies.Network(InetAddress.getLoopbackAddress(), 8);
    IdentityConfig identity =
        new IdentityConfig(
            new TrustedProxies(List.of(loopback), false),
            Optional.empty(),
            Optional.empty(),
            token);
    ForwardAuthHandler handler =
        new ForwardAuthHandler(
            check,
            Access.anyone(),
            identity,
            request -> request.response().setStatusCode(418).end(),
            REGISTRY);
    return GrpcCaller.await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"))
        .actualPort();
  }

  @AfterAll
  static void stop() {
    GrpcCaller.await(vertx.close());
  }

  private static String send(int port, String path, String... lines) throws IOException {
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: h.example\r\n" + String.join("\r\n", lines);
    try (RawHttp1 client = new RawHttp1(port)) {
      return client
          .send(request + (lines.length == 0 ? "\r\n" : "\r\n\r\n"))
          .read()
          .toLowerCase(Locale.ROOT);
    }
  }

  /** Asks as a proxy does that says in three headers what it asks about. */
  private static String ask(String proxy, String target, String... more) throws IOException {
    boolean forwarded = proxy.equals("traefik") || proxy.equals("caddy");
    String prefix = forwarded ? "X-Forwarded-" : "X-Original-";
    String[] lines = new String[3 + more.length];
    lines[0] = prefix + "Method: GET";
    lines[1] = prefix + "Uri: " + target;
    lines[2] = prefix + "Host: h.example";
    System.arraycopy(more, 0, lines, 3, more.length);
    return proxy.equals("envoy")
        ? send(port, "/check/envoy" + target, more)
        : send(port, "/check/" + proxy, lines);
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "traefik", "caddy", "haproxy", "envoy"})
  void ask_permit_passesAndTellsTheUpstream(String proxy) throws IOException {
    String answer = ask(proxy, "/pages/1", "X-User: ana");
    assertEquals(200, status(answer), answer);
    assertEquals("ana", header(answer, "x-portreeve-subject"));
    assertEquals("seen", header(answer, "x-portreeve-reason"));
    assertEquals(64, header(answer, "x-portreeve-policy-version").length());
    assertEquals("no-store", header(answer, "cache-control"));
    assertEquals("", header(answer, "www-authenticate"));
  }

  @ParameterizedTest
  @CsvSource({
    "nginx, no_route, 403",
    "haproxy, no_route, 500",
    "traefik, '', 500",
    "caddy, '', 500",
    "envoy, '', 500"
  })
  void ask_denialOrFailure_isNeverAYesAndTellsOnlyWhoShowsNothing(
      String proxy, String reason, int failure) throws IOException {
    String denied = ask(proxy, "/none", "X-User: ana");
    assertEquals(403, status(denied));
    assertEquals(reason, header(denied, "x-portreeve-reason"));
    assertEquals("no-store", header(denied, "cache-control"));
    for (String user : List.of("lost", "thrown")) {
      String failed = ask(proxy, "/pages/1", "X-User: " + user);
      assertEquals(failure, status(failed), user);
      assertEquals("no-store", header(failed, "cache-control"));
    }
  }

  @Test
  void ask_ofNobody_isToldHowToSignInWhereTokensAre() throws IOException {
    String answer = ask("nginx", "/pages/1");
    assertEquals(401, status(answer));
    assertEquals("bearer", header(answer, "www-authenticate"));
    String plain =
        send(
            noTokens,
            "/check/nginx",
            "X-Original-Method: GET",
            "X-Original-URI: /pages/1",
            "X-Original-Host: h");
    assertEquals(401, status(plain));
    assertEquals("", header(plain, "www-authenticate"));
  }

  @ParameterizedTest
  @CsvSource({
    "/check/nginx, 403",
    "/check/nginx?x, 403",
    "/check/envoy/pages/1, 401",
    "/check/envoy, 418",
    "/check/envoy?x, 418",
    "/check/nginx/x, 418",
    "/check/, 418",
    "/check/apache, 418",
    "/checks/nginx, 418"
  })
  void handle_path_isAProxysOrTheNextOnes(String path, int status) throws IOException {
    assertEquals(status, status(send(port, path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Method: GET", "URI: /pages/1", "Host: h"})
  void ask_headerTwiceOrNotAtAll_isForbidden(String which) throws IOException {
    List<String> all = List.of("Method: GET", "URI: /pages/1", "Host: h");
    String[] without =
        all.stream()
            .filter(each -> !each.equals(which))
            .map("X-Original-"::concat)
            .toArray(String[]::new);
    assertEquals(403, status(send(port, "/check/nginx", without)));
    String[] twice = new String[4];
    for (int i = 0; i < 3; i++) {
      twice[i] = "X-Original-" + all.get(i);
    }
    twice[3] = "X-Original-" + which;
    String answer = send(port, "/check/nginx", twice);
    assertEquals(403, status(answer));
    assertEquals("request_unreadable", header(answer, "x-portreeve-reason"));
  }

  @Test
  void ask_answered_isCountedByProxyAndStatus() throws IOException {
    double before = Counts.requests(REGISTRY, "caddy", "200");
    ask("caddy", "/pages/1", "X-User: ana");
    assertEquals(before + 1, Counts.requests(REGISTRY, "caddy", "200"));
    ask("caddy", "/none", "X-User: ana");
    assertEquals(true, Counts.requests(REGISTRY, "caddy", "403") >= 1);
  }
}
