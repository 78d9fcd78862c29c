package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardAuthHandlerTest {
  @TempDir private static Path dir;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(ProxySet.copy(dir.resolve("set")), ProxySet.FLAGS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static final Map<String, String> BEN =
      Map.of("X-User", "ben", "X-Team", "birch", "X-Workspace-Role", "editor");

  private static HttpResponse<String> ask(
      String endpoint, String target, Map<String, String> headers) {
    return ask(server, endpoint, target, headers);
  }

  /** Asks as each proxy does. */
  private static HttpResponse<String> ask(
      RunningServer server, String endpoint, String target, Map<String, String> headers) {
    HttpRequest.Builder request;
    if (endpoint.equals("envoy")) {
      request = server.http().request("/check/envoy" + target);
    } else {
      boolean forwarded = endpoint.equals("traefik") || endpoint.equals("caddy");
      String prefix = forwarded ? "X-Forwarded-" : "X-Original-";
      request =
          server
              .http()
              .request("/check/" + endpoint)
              .header(prefix + "Method", "GET")
              .header(prefix + (forwarded ? "Uri" : "URI"), target)
              .header(prefix + "Host", "birch.localhost:8000");
    }
    headers.forEach(request::header);
    return server.http().send(request.GET());
  }

  private static Map<String, String> ben(String... more) {
    Map<String, String> headers = new HashMap<>(BEN);
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "traefik", "caddy", "haproxy", "envoy"})
  void check_permittedRoute_passesAndTellsTheUpstream(String endpoint) {
    HttpResponse<String> answer = ask(endpoint, "/collections/c1/export", BEN);
    assertEquals(200, answer.statusCode());
    assertEquals("ben", answer.headers().firstValue("X-Portreeve-Subject").orElse(""));
    assertEquals("export_allowed", answer.headers().firstValue("X-Portreeve-Reason").orElse(""));
    assertEquals(
        server.sidecar().reloader().inForce().now().snapshot().version(),
        answer.headers().firstValue("X-Portreeve-Policy-Version").orElse(""));
    assertEquals("", answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "nginx,export_blocked_by_org",
    "haproxy,export_blocked_by_org",
    "traefik,''",
    "caddy,''",
    "envoy,''"
  })
  void check_deniedRoute_isForbiddenAndTellsOnlyTheProxy(String endpoint, String reason) {
    HttpResponse<String> answer =
        ask(endpoint, "/collections/c1/export", ben("X-User", "eve", "X-Team", "acme"));
    assertEquals(403, answer.statusCode());
    assertEquals(reason, answer.headers().firstValue("X-Portreeve-Reason").orElse(""));
    assertEquals("", answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "traefik", "caddy", "haproxy", "envoy"})
  void check_nobodySignedIn_is401(String endpoint) {
    assertEquals(
        401, ask(endpoint, "/collections/c1/export", Map.of("X-Team", "birch")).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/collections/c1/exports",
        "/",
        "/collections//export",
        "/collections/..%2f/export",
        "/collections/c1/export;x",
        "/x/../collections/c1/export",
        "/collections/c1%00/export"
      })
  void check_otherPaths_areForbidden(String target) {
    assertEquals(403, ask("nginx", target, BEN).statusCode());
    assertEquals(403, ask("traefik", target, BEN).statusCode());
  }

  @Test
  void check_twoReadingsOfThePath_saysSo() {
    HttpResponse<String> answer = ask("nginx", "/collections/c1/%2e%2e/export", BEN);
    assertEquals(
        "path_not_canonical", answer.headers().firstValue("X-Portreeve-Reason").orElse(""));
  }

  @Test
  void check_queryFact_isTypedAndDecides() {
    assertEquals(200, ask("nginx", "/vault/export?format=unencrypted", BEN).statusCode());
    HttpResponse<String> twice =
        ask("nginx", "/vault/export?format=encrypted&format=unencrypted", BEN);
    assertEquals(403, twice.statusCode());
    assertEquals("invalid_fact", twice.headers().firstValue("X-Portreeve-Reason").orElse(""));
  }

  @Test
  void check_permitWithAnObligation_isNoneForAProxy() {
    HttpResponse<String> answer = ask("nginx", "/vault/export?format=encrypted", BEN);
    assertEquals(403, answer.statusCode());
    assertEquals(
        "obligation_unfulfilled", answer.headers().firstValue("X-Portreeve-Reason").orElse(""));
  }

  @Test
  void check_rolesSentByTheClient_changeNothing() {
    Map<String, String> roles =
        ben(
            "X-User", "cleo",
            "X-Team-Roles", "super_admin",
            "team_roles", "super_admin",
            "X-Portreeve-Subject", "sue");
    String target = "/settings/block_collection_exports?team_roles=super_admin&subject.id=noa";
    HttpResponse<String> answer = ask("nginx", target, roles);
    assertEquals(403, answer.statusCode());
    assertEquals("cleo", answer.headers().firstValue("X-Portreeve-Subject").orElse(""));
    assertEquals(200, ask("nginx", target, ben("X-User", "noa")).statusCode());
  }

  @Test
  void check_fromUnnamedPeer_trustsNoHeader(@TempDir Path own) {
    Map<String, String> elsewhere =
        Map.of("--proxies", "10.0.0.0/8", "--identity-header", "X-User");
    try (RunningServer strict = RunningServer.of(ProxySet.copy(own.resolve("set")), elsewhere)) {
      assertEquals(401, ask(strict, "nginx", "/collections/c1/export", BEN).statusCode());
    }
  }

  @Test
  void check_nothingConfigured_isClosed(@TempDir Path own) {
    try (RunningServer plain = RunningServer.of(ProxySet.copy(own.resolve("set")))) {
      assertEquals(401, ask(plain, "nginx", "/collections/c1/export", BEN).statusCode());
    }
  }

  @Test
  void check_proxyThatSaysNothing_isForbidden() {
    assertEquals(403, server.http().get("/check/nginx").statusCode());
    assertEquals(403, server.http().get("/check/traefik").statusCode());
    HttpRequest.Builder twice =
        server
            .http()
            .request("/check/nginx")
            .header("X-Original-Method", "GET")
            .header("X-Original-Host", "h")
            .header("X-Original-URI", "/collections/c1/export")
            .header("X-Original-URI", "/public")
            .GET();
    BEN.forEach(twice::header);
    assertEquals(403, server.http().send(twice).statusCode());
  }

  @Test
  void check_identityHeaderTwice_isRefused() {
    HttpRequest.Builder twice =
        server.http().request("/check/envoy/collections/c1/export").header("X-User", "noa").GET();
    BEN.forEach(twice::header);
    assertEquals(401, server.http().send(twice).statusCode());
  }

  @Test
  void check_afterARouteWasTakenAway_isForbidden(@TempDir Path own) throws IOException {
    Path set = ProxySet.copy(own.resolve("set"));
    try (RunningServer changing = RunningServer.of(set, ProxySet.FLAGS)) {
      String target = "/collections/c1/export";
      assertEquals(200, ask(changing, "nginx", target, BEN).statusCode());
      Files.writeString(set.resolve("routes.yaml"), "routes: []\n");
      Instant end = Instant.now().plusSeconds(60);
      int status = 200;
      while (status == 200 && Instant.now().isBefore(end)) {
        status = ask(changing, "nginx", target, BEN).statusCode();
      }
      assertEquals(403, status);
    }
  }

  @Test
  void check_unknownEndpoint_isNotFound() {
    assertEquals(404, server.http().get("/check/apache").statusCode());
    assertEquals(404, server.http().get("/check/nginx/more").statusCode());
    assertEquals(404, server.http().get("/check/").statusCode());
  }

  @Test
  void check_largeHeaders_areTaken() {
    assertEquals(
        200,
        ask("nginx", "/collections/c1/export", ben("Cookie", "c=" + "x".repeat(20_000)))
            .statusCode());
  }

  @Test
  void metrics_afterAChecks_countThemByProxy() {
    ask("nginx", "/collections/c1/export", BEN);
    String metrics = server.management().get("/metrics").body();
    assertTrue(metrics.contains("endpoint=\"nginx\""), metrics);
  }
}
