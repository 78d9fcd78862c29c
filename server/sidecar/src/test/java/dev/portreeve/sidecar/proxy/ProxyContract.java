package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every proxy must do with a real upstream behind it and a real server beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProxyContract {
  private static final String EXPORT = "/collections/c1/export";

  private Upstream upstream;
  private RunningServer sidecar;
  private RealProxy proxy;
  private Path set;

  /** Starts the proxy from its example in an empty directory. */
  abstract RealProxy start(
      Path dir, int sidecarPort, int upstreamPort, Map<String, String> changes);

  private RealProxy start(Path dir, int sidecarPort, int upstreamPort) {
    return start(dir, sidecarPort, upstreamPort, Map.of());
  }

  /**
   * What the example's README promises.
   *
   * @param folder of the example
   * @param down the status while Portreeve is down
   * @param late the status of a check that does not come
   * @param lateSeconds after how long
   */
  record Promise(String folder, int down, int late, int lateSeconds) {
    String sentence() {
      return "a check that does not come "
          + (down == late ? "" : "a " + late + " ")
          + "after "
          + lateSeconds
          + " seconds";
    }
  }

  abstract Promise promise();

  @BeforeAll
  void start(@TempDir Path dir) {
    upstream = new Upstream();
    set = ProxySet.copy(dir.resolve("set"));
    sidecar = RunningServer.of(set, ProxySet.FLAGS);
    proxy = start(dir.resolve("proxy"), ((Address.Tcp) sidecar.address()).port(), upstream.port());
  }

  @AfterAll
  void stop() {
    if (proxy != null) {
      proxy.close();
    }
    sidecar.close();
    upstream.close();
  }

  private Curl.Answer ask(String user, String team, String target, String... more) {
    return Curl.ask(proxy.port(), user, team + ".localhost", target, more);
  }

  private int overHttp2(String user, String team) {
    return Curl.ask(proxy.http2Port(), user, team + ".localhost", EXPORT, "--http2-prior-knowledge")
        .status();
  }

  @Test
  void request_permitted_reachesTheUpstreamWithTheDecision() {
    upstream.reached();
    assertEquals(
        new Curl.Answer(200, "exported"),
        ask(
            "ben",
            "birch",
            EXPORT + "?all=1",
            "-HX-Portreeve-Subject: noa",
            "-HX-Portreeve-Reason: forged",
            "-HX-User: noa",
            "-HX-Team: acme",
            "-HX-Original-URI: /other",
            "-HX-Forwarded-Uri: /other",
            "-HX-Forwarded-Method: DELETE"));
    List<Upstream.Reached> reached = upstream.reached();
    assertEquals(1, reached.size());
    assertEquals(EXPORT + "?all=1", reached.get(0).target());
    assertEquals(List.of("ben"), reached.get(0).headers().get("X-Portreeve-Subject"));
    assertEquals(List.of("export_allowed"), reached.get(0).headers().get("X-Portreeve-Reason"));
    assertEquals(
        List.of(sidecar.sidecar().reloader().inForce().now().snapshot().version()),
        reached.get(0).headers().get("X-Portreeve-Policy-Version"));
    assertFalse(reached.get(0).headers().containsKey("X-Team"), "a forged header got through");
  }

  @Test
  void request_denied_is403AndGivesNothingAway() {
    upstream.reached();
    Curl.Answer answer = ask("eve", "acme", EXPORT);
    assertEquals(403, answer.status());
    assertFalse(answer.body().contains("export_blocked"), answer.body());
    assertEquals(List.of(), upstream.reached());
  }

  @Test
  void request_withoutCredentials_is401() {
    upstream.reached();
    assertEquals(401, ask("", "birch", EXPORT).status());
    assertEquals(List.of(), upstream.reached());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/collections/c1",
        "/collections//c1/export",
        "/collections/c1/export;x=1",
        "/collections/c1/..;/export",
        "/other/../collections/c1/export",
        "/other/%2e%2e/collections/c1/export",
        "/collections/c1%2fexport",
        "/collections/c1%2Fexport",
        "/collections/c1/%252e%252e/export",
        "/collections/c1%00/export",
        "/collections%5cc1%5cexport",
        "/collections/c1%c0%afexport"
      })
  void request_toAnotherOrAmbiguousPath_doesNotGetThrough(String target) {
    upstream.reached();
    int status = ask("ben", "birch", target).status();
    assertTrue(status >= 400, target + ": " + status);
    assertEquals(List.of(), upstream.reached());
  }

  @Test
  void request_overHttp2_isDecidedAlike() {
    assertEquals(200, overHttp2("ben", "birch"));
    assertEquals(403, overHttp2("eve", "acme"));
    assertEquals(401, overHttp2("", "birch"));
  }

  @Test
  void request_withLargeHeaders_isDecidedAlike() {
    String large = "-HCookie: session=" + "x".repeat(6_000);
    assertEquals(200, ask("ben", "birch", EXPORT, large).status());
    assertEquals(403, ask("eve", "acme", EXPORT, large).status());
  }

  @Test
  void request_ofAUserOfAnotherTenant_isForbidden() {
    upstream.reached();
    assertEquals(403, ask("eve", "birch", EXPORT).status());
    assertEquals(403, ask("ben", "acme", EXPORT).status());
    assertEquals(403, ask("eve", "birch", EXPORT, "-HX-Team: acme", "-HX_Team: acme").status());
    assertEquals(List.of(), upstream.reached());
  }

  @Test
  void request_toAHostInUpperCase_isDecidedAlike() {
    String host = "BIRCH.LocalHost:" + proxy.port();
    assertEquals(200, ask("ben", "birch", EXPORT, "-HHost: " + host).status());
    assertEquals(403, ask("eve", "birch", EXPORT, "-HHost: " + host).status());
  }

  @Test
  void request_withHeadersThatAnUpstreamReadsAsOurs_reachesItWithoutThem() {
    upstream.reached();
    String[] forged = {
      "-HX_Portreeve_Subject: noa",
      "-HX-Portreeve_Subject: noa",
      "-HX_Portreeve-Reason: forged",
      "-Hx-portreeve-policy_version: forged",
      "-HX_User: noa",
      "-HX_Team: acme",
      "-HX_Workspace_Role: admin",
      "-HX-Workspace_Role: admin",
      "-HX-Other: kept"
    };
    assertEquals(200, ask("ben", "birch", EXPORT, forged).status());
    Upstream.Reached reached = upstream.reached().get(0);
    assertEquals(List.of("kept"), reached.headers().get("X-Other"));
    reached
        .headers()
        .forEach((name, values) -> assertFalse(name.contains("_"), name + ": " + values));
    assertEquals(List.of("ben"), reached.headers().get("X-Portreeve-Subject"));
  }

  @Test
  void request_sidecarDown_isAnsweredAsTheReadmeSays(@TempDir Path dir) {
    upstream.reached();
    try (RealProxy alone = start(dir.resolve("p"), RealProxy.freePort(), upstream.port())) {
      assertAnswered(alone, promise().down(), 0);
    }
  }

  @Test
  void request_sidecarThatNeverAnswers_isAnsweredAsTheReadmeSays(@TempDir Path dir)
      throws IOException {
    upstream.reached();
    String readme = Readme.of(promise().folder()).text();
    assertTrue(readme.contains(promise().sentence()), promise().sentence());
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RealProxy waiting = start(dir.resolve("p"), silent.getLocalPort(), upstream.port())) {
      assertAnswered(waiting, promise().late(), promise().lateSeconds());
    }
  }

  /** The best of several tries keeps the time, since this machine may be busy. */
  private void assertAnswered(RealProxy by, int status, int seconds) {
    Duration best = Duration.ofDays(1);
    for (int i = 0; i < 4; i++) {
      Instant began = Instant.now();
      assertEquals(status, Curl.ask(by.port(), "ben", "birch.localhost", EXPORT).status());
      Duration took = Duration.between(began, Instant.now());
      best = took.compareTo(best) < 0 ? took : best;
    }
    assertTrue(best.toMillis() < seconds * 1_000L + 1_500, best.toString());
    assertEquals(List.of(), upstream.reached());
  }

  @Test
  void request_inTheSecureForm_isDecidedAlike(@TempDir Path dir) throws IOException {
    upstream.reached();
    Path socket = dir.resolve("s");
    Path credentials = dir.resolve("credentials.yaml");
    Map<String, String> changes =
        Readme.of(promise().folder()).changes("/tmp/portreeve.sock", socket.toString());
    int uid = (int) Files.getAttribute(dir, "unix:uid");
    Files.writeString(
        credentials, "credentials:\n  - {id: p, uid: " + uid + ", scopes: [check]}\n");
    Map<String, String> flags =
        Map.of(
            "--proxies", "unix",
            "--identity-header", "X-User",
            "--credentials", credentials.toString());
    try (RunningServer closed = RunningServer.ofUnix(set, socket, flags);
        RealProxy over = start(dir.resolve("p"), RealProxy.freePort(), upstream.port(), changes)) {
      assertEquals(200, Curl.ask(over.port(), "ben", "birch.localhost", EXPORT).status());
      assertEquals(403, Curl.ask(over.port(), "eve", "birch.localhost", EXPORT).status());
      Files.writeString(
          credentials, "credentials:\n  - {id: p, uid: " + (uid + 1) + ", scopes: [check]}\n");
      Instant end = Instant.now().plusSeconds(60);
      int status = 200;
      while (status == 200 && Instant.now().isBefore(end)) {
        status = Curl.ask(over.port(), "ben", "birch.localhost", EXPORT).status();
      }
      assertTrue(status >= 400, "" + status);
      assertTrue(closed.sidecar().ready());
    }
  }

  @Test
  void readme_commandsAsWritten_showWhatTheySay() {
    Readme readme = Readme.of(promise().folder());
    try {
      readme.run(proxy.port(), set.resolve("teams"));
    } finally {
      ProxySet.editTeam(
          set, "birch", "block_collection_exports: true", "block_collection_exports: false");
    }
    assertEquals(200, eventually(200));
  }

  @Test
  void request_afterOneLineOfATeamChanged_isDecidedAnew() {
    String from = "block_collection_exports: false";
    String to = "block_collection_exports: true";
    assertEquals(200, ask("ben", "birch", EXPORT).status());
    try {
      ProxySet.editTeam(set, "birch", from, to);
      assertEquals(403, eventually(403));
    } finally {
      ProxySet.editTeam(set, "birch", to, from);
    }
    assertEquals(200, eventually(200));
  }

  /** Asks until the answer is as wished, for as long as a reload may take. */
  private int eventually(int wished) {
    Instant end = Instant.now().plusSeconds(20);
    int status = ask("ben", "birch", EXPORT).status();
    while (status != wished && Instant.now().isBefore(end)) {
      status = ask("ben", "birch", EXPORT).status();
    }
    return status;
  }
}
