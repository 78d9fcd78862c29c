package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.certification.CertificationScenario;
import dev.portreeve.sidecar.certification.PlainAsker;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestIssuer;
import dev.portreeve.sidecar.tls.TestCa;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The AuthZEN certification scenario over TLS, with each kind of credential. */
class AuthzenCredentialsTest {
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String EVALUATIONS = "/access/v1/evaluations";
  private static final String SEARCH = "/access/v1/search/subject";
  private static final String JSON = "application/json";
  private static final String BASE = "https://pdp.example";

  /* A decision, or the status of a request that is none, and the members of the request. */
  private static final String SINGLE =
      """
      true  "subject":ALICE,"action":{"name":"read"},"resource":ONE
      true  "subject":ALICE,"action":{"name":"write"},"resource":ONE
      true  "subject":BOB,"action":{"name":"read"},"resource":ONE
      false "subject":BOB,"action":{"name":"write"},"resource":ONE
      true  "subject":ALICE,"action":{"name":"read"},"resource":ONE,"context":{"ip":"192.168.1.1"}
      false "subject":ALICE,"action":{"name":"write"},"resource":ARCHIVED
      true  "subject":ADMIN,"action":{"name":"write"},"resource":ARCHIVED
      true  "subject":ALICE,"action":{"name":"delete","properties":{"soft":true}},"resource":ONE
      false "subject":ALICE,"action":{"name":"delete","properties":{"soft":false}},"resource":ONE
      true  "subject":ALICE,"action":{"name":"read"},"resource":ONE,"foo":"bar","f":{"nested":true}
      400   "action":{"name":"read"},"resource":ONE
      400   "subject":ALICE,"resource":ONE
      400   "subject":ALICE,"action":{"name":"read"}
      400   "subject":{"id":"alice"},"action":{"name":"read"},"resource":ONE
      400   "subject":{"type":"user"},"action":{"name":"read"},"resource":ONE
      400   "subject":ALICE,"action":{},"resource":ONE
      400   "subject":ALICE,"action":{"name":"read"},"resource":{"id":"record-1"}
      400   "subject":ALICE,"action":{"name":"read"},"resource":{"type":"record"}
      400   "subject":"alice","action":{"name":"read"},"resource":ONE
      400   "subject":ALICE,"action":{"name":123},"resource":ONE
      """;

  @TempDir private static Path dir;
  private static TestCa ca;
  private static TestIssuer callers;
  private static RunningServer server;
  private static RunningServer clear;
  private static RunningServer open;
  private static RunningServer socket;
  private static Vertx vertx;

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    ca = new TestCa(dir, "ca");
    ca.sign("server", "DNS:localhost,IP:127.0.0.1", "-days", "20");
    ca.sign("client", "URI:spiffe://portreeve.test/client", "-days", "20");
    ca.sign("stranger", "URI:spiffe://portreeve.test/stranger", "-days", "20");
    callers = new TestIssuer("callers", dir.resolve("callers.json"));
    String password = "password: \"" + TestCredentials.hash(TestCredentials.secret("ops")) + "\"";
    Path credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("orders", "scopes: [check, search]")
            .add("ops", password, "scopes: [check, search]")
            .add("client", "certificate: spiffe://portreeve.test/client", "scopes: [check, search]")
            .add("process", "uid: " + uid(), "scopes: [check, search]")
            .write();
    server =
        RunningServer.of(
            Repository.root().resolve("policies/authzen"),
            Map.of(
                "--public-url", BASE,
                "--credentials", credentials.toString(),
                "--tls-cert", dir.resolve("server.pem").toString(),
                "--tls-key", dir.resolve("server.key").toString(),
                "--tls-client-ca", ca.certificate().toString(),
                "--caller-jwt-keys", callers.keys().toString(),
                "--caller-jwt-issuer", "callers",
                "--caller-jwt-audience", "portreeve"));
    clear =
        RunningServer.of(
            Repository.set("authzen"),
            Map.of(
                "--public-url",
                BASE,
                "--credentials",
                credentials.toString(),
                "--caller-jwt-keys",
                callers.keys().toString(),
                "--caller-jwt-issuer",
                "callers",
                "--caller-jwt-audience",
                "portreeve"));
    open =
        RunningServer.of(
            Repository.set("authzen"),
            Map.of(
                "--public-url", BASE,
                "--tls-cert", dir.resolve("server.pem").toString(),
                "--tls-key", dir.resolve("server.key").toString()));
    socket =
        RunningServer.ofUnix(
            Repository.set("authzen"),
            dir.resolve("socket"),
            Map.of("--public-url", BASE, "--credentials", credentials.toString()));
  }

  private static int uid() throws IOException {
    return (int) Files.getAttribute(dir, "unix:uid");
  }

  @AfterAll
  static void stop() {
    GrpcCaller.await(vertx.close());
    socket.close();
    server.close();
    clear.close();
    open.close();
  }

  private static Map<String, String> headers(String kind) {
    return switch (kind) {
      case "key" -> Map.of("x-portreeve-key", TestCredentials.key("orders"));
      case "bearer key" -> Map.of("authorization", "Bearer " + TestCredentials.key("orders"));
      case "basic" -> Map.of("authorization", "Basic " + basic());
      case "token" -> Map.of("authorization", "Bearer " + token());
      default -> Map.of();
    };
  }

  private static SecureCaller as(String kind, HttpVersion version) {
    Optional<Path> certificate =
        kind.equals("client") || kind.equals("stranger")
            ? Optional.of(dir.resolve(kind + ".pem"))
            : Optional.empty();
    return new SecureCaller(
        vertx, server.address(), version, ca.certificate(), headers(kind), certificate);
  }

  private static String basic() {
    String pair = "ops:" + TestCredentials.secret("ops");
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String token() {
    return callers.token("svc", "portreeve", Map.of("scope", "check search"));
  }

  private static List<String[]> rows(String table) {
    return table
        .replace("ALICE", "{\"type\":\"user\",\"id\":\"alice\"}")
        .replace("BOB", "{\"type\":\"user\",\"id\":\"bob\"}")
        .replace("ADMIN", "{\"type\":\"user\",\"id\":\"bob\",\"properties\":{\"role\":\"admin\"}}")
        .replace("ONE", "{\"type\":\"record\",\"id\":\"record-1\"}")
        .replace(
            "ARCHIVED",
            "{\"type\":\"record\",\"id\":\"record-2\",\"properties\":{\"status\":\"archived\"}}")
        .lines()
        .map(line -> line.split(" +", 2))
        .map(row -> new String[] {row[0], "{" + row[1] + "}"})
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "key, HTTP_1_1", "key, HTTP_2",
    "bearer key, HTTP_1_1", "bearer key, HTTP_2",
    "basic, HTTP_1_1", "basic, HTTP_2",
    "token, HTTP_1_1", "token, HTTP_2",
    "client, HTTP_1_1", "client, HTTP_2"
  })
  void authzen_scenarioOverTls_holdsWithEachCredential(String kind, HttpVersion version) {
    try (SecureCaller caller = as(kind, version)) {
      CertificationScenario scenario = new CertificationScenario(caller);
      CertificationScenario.ids().forEach(scenario::run);
      scenario.discovers(BASE);
    }
  }

  @ParameterizedTest
  @CsvSource({"key", "bearer key", "basic", "token"})
  void authzen_scenarioInClearText_holdsWithEachCredential(String kind) {
    CertificationScenario scenario =
        new CertificationScenario(new PlainAsker(clear.http(), headers(kind)));
    CertificationScenario.ids().forEach(scenario::run);
    scenario.discovers(BASE);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1", "HTTP_2"})
  void authzen_scenarioOverTls_holdsWhereNobodyHasToSayWhoAsks(HttpVersion version) {
    try (SecureCaller caller =
        new SecureCaller(
            vertx, open.address(), version, ca.certificate(), Map.of(), Optional.empty())) {
      CertificationScenario scenario = new CertificationScenario(caller);
      CertificationScenario.ids().forEach(scenario::run);
      scenario.discovers(BASE);
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1", "HTTP_2"})
  void authzen_scenarioOverAUnixSocket_holdsForTheUserOfTheProcess(HttpVersion version) {
    try (SecureCaller caller =
        new SecureCaller(
            vertx, socket.address(), version, ca.certificate(), Map.of(), Optional.empty())) {
      CertificationScenario scenario = new CertificationScenario(caller);
      CertificationScenario.ids().forEach(scenario::run);
      scenario.discovers(BASE);
      assertDecided(caller);
    }
  }

  @ParameterizedTest
  @CsvSource({"key", "bearer key", "basic", "token", "client"})
  void call_overTlsWithEachCredential_isDecided(String kind) {
    try (SecureCaller caller = as(kind, HttpVersion.HTTP_2)) {
      assertDecided(caller);
    }
  }

  /** Over gRPC. */
  private static void assertDecided(SecureCaller caller) {
    for (String[] row : rows(SINGLE)) {
      SecureCaller.Outcome outcome = caller.call(row[1]);
      if (row[0].equals("400")) {
        assertEquals("INVALID_ARGUMENT", outcome.status(), row[1]);
      } else {
        assertEquals("OK", outcome.status());
        assertEquals(Optional.of(Boolean.valueOf(row[0])), outcome.decision(), row[1]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"nothing, HTTP_1_1", "nothing, HTTP_2", "stranger, HTTP_1_1", "stranger, HTTP_2"})
  void check_overTlsWithoutACredentialThatCounts_isRefused(String kind, HttpVersion version) {
    try (SecureCaller caller = as(kind, version)) {
      String good = rows(SINGLE).get(0)[1];
      assertEquals(401, caller.post(EVALUATION, JSON, good).status());
      assertEquals(401, caller.post(EVALUATIONS, JSON, good).status());
      assertEquals(401, caller.post(SEARCH, JSON, good).status());
      SecureCaller.Outcome outcome = caller.call(good);
      assertEquals("UNAUTHENTICATED", outcome.status());
      assertFalse(outcome.decision().isPresent());
      assertTrue(caller.post(EVALUATION, JSON, "").body().contains("error"));
    }
  }
}
