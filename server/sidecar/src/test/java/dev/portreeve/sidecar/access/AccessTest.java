package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RawExchange;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final AtomicInteger SOURCES = new AtomicInteger();
  private static final String SECRET = TestCredentials.secret("orders");

  @TempDir private static Path dir;
  private static TestCredentials credentials;
  private static TestIssuer callers;
  private static TestIssuer users;
  private static RunningServer server;
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    callers = new TestIssuer("callers", dir.resolve("callers.json"));
    users = new TestIssuer("users", dir.resolve("users.json"));
    credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("orders", "scopes: [check]")
            .key("birch", "scopes: [check], tenants: [birch]")
            .key("exports", "scopes: [check], actions: [collection.ex*, settings.view]")
            .key("ben", "scopes: [check], subjects: self, subject: {type: user, id: ben}")
            .key("directory", "scopes: [check], facts: directory")
            .key("scraper", "scopes: [metrics]")
            .add(
                "ops",
                "password: \"" + SecretHash.of(TestCredentials.secret("ops")) + "\"",
                "scopes: [check, metrics]");
    Map<String, String> flags = new HashMap<>(ProxySet.FLAGS);
    flags.put("--credentials", credentials.write().toString());
    flags.put("--caller-jwt-keys", callers.keys().toString());
    flags.put("--caller-jwt-issuer", "callers");
    flags.put("--caller-jwt-audience", "portreeve");
    flags.put("--jwt-keys", users.keys().toString());
    flags.put("--jwt-issuer", "users");
    flags.put("--jwt-audience", "api");
    server = RunningServer.of(ProxySet.copy(dir.resolve("set")), flags);
  }

  @AfterAll
  static void stop() {
    GrpcCaller.await(vertx.close());
    server.close();
  }

  private static JsonObject question(String subject, String team) {
    return new JsonObject()
        .put(
            "subject",
            new JsonObject()
                .put("type", "user")
                .put("id", subject)
                .put("properties", new JsonObject().put("workspace_role", "editor")))
        .put("action", new JsonObject().put("name", "collection.export"))
        .put(
            "resource",
            new JsonObject()
                .put("type", "collection")
                .put("id", "c1")
                .put("properties", new JsonObject().put("team", team)));
  }

  private static HttpResponse<String> post(String path, JsonObject body, String... headers) {
    HttpRequest.Builder request =
        server
            .http()
            .request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return server.http().send(request);
  }

  private static HttpResponse<String> check(String... headers) {
    return post(EVALUATION, question("ben", "birch"), headers);
  }

  private static GrpcStatus call(JsonObject question, String... headers) {
    return call(server.grpc().client(), question, headers);
  }

  private static GrpcStatus call(GrpcClient client, JsonObject question, String... headers) {
    CheckRequest message = ProtoJson.request(new JsonObject(question.encode()).getMap());
    GrpcClientResponse<CheckRequest, CheckResponse> response =
        GrpcCaller.await(
            client
                .request(server.address().socket(), DecisionServiceGrpcClient.Check)
                .compose(
                    call -> {
                      for (int i = 0; i < headers.length; i += 2) {
                        call.headers().add(headers[i], headers[i + 1]);
                      }
                      return call.send(message);
                    }));
    if (response.status() == null) {
      GrpcCaller.await(response.end());
    }
    return response.status();
  }

  private static String[] form(String form) {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                ("ops:" + TestCredentials.secret("ops")).getBytes(StandardCharsets.UTF_8));
    return switch (form) {
      case "key" -> new String[] {"x-portreeve-key", TestCredentials.key("orders")};
      case "bearer" -> new String[] {"authorization", "Bearer " + TestCredentials.key("orders")};
      case "basic" -> new String[] {"authorization", "Basic " + basic};
      case "token" ->
          new String[] {
            "authorization",
            "Bearer " + callers.token("svc", "portreeve", Map.of("scope", "openid check"))
          };
      default -> throw new IllegalArgumentException(form);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "bearer", "basic", "token"})
  void check_credentialOfEachForm_isAnswered(String form) {
    for (int i = 0; i < 3; i++) { // verified slowly, then known
      HttpResponse<String> answer = check(form(form));
      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(new JsonObject(answer.body()).getBoolean("decision"));
      assertEquals(GrpcStatus.OK, call(question("ben", "birch"), form(form)));
    }
  }

  @Test
  void check_withoutACredential_saysHowToShowOne() {
    HttpResponse<String> answer = check();
    assertEquals(401, answer.statusCode());
    assertEquals(
        "Bearer realm=\"portreeve\", Basic realm=\"portreeve\", charset=\"UTF-8\"",
        answer.headers().firstValue("www-authenticate").orElse(""));
    assertEquals("a credential is required", new JsonObject(answer.body()).getString("error"));
    assertEquals(GrpcStatus.UNAUTHENTICATED, call(question("ben", "birch")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-portreeve-key: orders.wrong",
        "x-portreeve-key: orders.",
        "x-portreeve-key: .s3cret-orders",
        "x-portreeve-key: orders",
        "x-portreeve-key: nobody.s3cret-orders",
        "x-portreeve-key: ops.s3cret-ops",
        "x-portreeve-key: orders.s3cret-birch",
        "x-portreeve-key: a.b.c",
        "authorization: Bearer",
        "authorization: Bearer orders.wrong",
        "authorization: Digest orders.s3cret-orders",
        "authorization: Basic b3JkZXJzOnMzY3JldC1vcmRlcnM=",
        "authorization: Basic !!!",
        "authorization: Bearer a.b.c"
      })
  void check_credentialThatIsNone_isRefusedInBothProtocols(String header) throws Exception {
    String name = header.substring(0, header.indexOf(':'));
    String value = header.substring(header.indexOf(':') + 1).strip();
    assertTrue(raw(header).startsWith("HTTP/1.1 401"));
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setLocalAddress(from().getHostAddress());
    GrpcClient elsewhere = GrpcClient.client(vertx, options);
    assertEquals(
        GrpcStatus.UNAUTHENTICATED, call(elsewhere, question("ben", "birch"), name, value));
    GrpcCaller.await(elsewhere.close());
  }

  /** An address of its own, so that the failures of one test are not another's. */
  private static InetAddress from() {
    byte[] address = {127, 1, (byte) SOURCES.incrementAndGet(), 1};
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String raw(String headers) throws IOException {
    return raw(from(), headers);
  }

  private static String raw(InetAddress from, String headers) throws IOException {
    String body = question("ben", "birch").encode();
    String request =
        String.join(
            "\r\n",
            "POST " + EVALUATION + " HTTP/1.1",
            "Host: h",
            "Connection: close",
            "Content-Type: application/json",
            "Content-Length: " + body.length(),
            headers,
            "",
            body);
    return RawExchange.ask(server.address(), from, request, StandardCharsets.ISO_8859_1);
  }

  @Test
  void check_credentialInAnOddForm_isRefused() throws Exception {
    String good = "X-Portreeve-Key: " + TestCredentials.key("orders");
    assertTrue(raw(good).startsWith("HTTP/1.1 200"));
    assertTrue(raw(good + "\r\n" + good).startsWith("HTTP/1.1 401"));
    assertTrue(
        raw(good + "\r\nAuthorization: Bearer " + TestCredentials.key("orders"))
            .startsWith("HTTP/1.1 401"));
    assertTrue(raw("X-Portreeve-Key: ").startsWith("HTTP/1.1 401"));
    assertTrue(raw("X-Portreeve-Key: orders.s3cr\u00e9t").startsWith("HTTP/1.1 401"));
    assertTrue(raw("X-Portreeve-Key: o." + "x".repeat(8 << 10)).startsWith("HTTP/1.1 401"));
  }

  private static String bearer(TestIssuer issuer, String audience, String scope)
      throws IOException {
    String token = issuer.token("svc", audience, Map.of("scope", scope));
    return raw("Authorization: Bearer " + token).substring(9, 12);
  }

  @Test
  void check_tokenOfAUser_isNoCredentialOfACaller() throws IOException {
    assertEquals("200", bearer(callers, "portreeve", "check"));
    assertEquals("401", bearer(users, "api", "check admin"));
    assertEquals("401", bearer(users, "portreeve", "check admin"));
    assertEquals("401", bearer(callers, "api", "check"));
    assertEquals("403", bearer(callers, "portreeve", "openid checks"));
  }

  @Test
  void check_withoutTheScope_isForbidden() {
    String[] key = {"x-portreeve-key", TestCredentials.key("scraper")};
    HttpResponse<String> answer = check(key);
    assertEquals(403, answer.statusCode());
    assertFalse(answer.headers().firstValue("www-authenticate").isPresent());
    assertEquals(GrpcStatus.PERMISSION_DENIED, call(question("ben", "birch"), key));
  }

  @ParameterizedTest
  @CsvSource({
    "birch, ben, birch, 200, ''",
    "birch, eve, acme, 403, resource.properties.team",
    "birch, ben, '', 403, resource.properties.team",
    "exports, ben, birch, 200, ''",
    "ben, ben, birch, 200, ''",
    "ben, noa, birch, 403, subject.id"
  })
  void check_limitOfTheCredential_isHeldInBothProtocols(
      String id, String subject, String team, int status, String field) {
    JsonObject question = question(subject, team);
    if (team.isEmpty()) {
      question.getJsonObject("resource").remove("properties");
    }
    String[] key = {"x-portreeve-key", TestCredentials.key(id)};
    HttpResponse<String> answer = post(EVALUATION, question, key);
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(field.isEmpty() ? null : field, new JsonObject(answer.body()).getString("field"));
    assertEquals(status == 200 ? GrpcStatus.OK : GrpcStatus.PERMISSION_DENIED, call(question, key));
  }

  @Test
  void check_actionBeyondTheCredential_isForbidden() {
    JsonObject question = question("ben", "birch");
    question.getJsonObject("action").put("name", "collection.view");
    String[] key = {"x-portreeve-key", TestCredentials.key("exports")};
    assertEquals(403, post(EVALUATION, question, key).statusCode());
  }

  @Test
  void check_factsFromTheDirectoryAlone_requestsClaimsCountNothing() {
    JsonObject question = question("stranger", "birch");
    question
        .getJsonObject("subject")
        .put("properties", new JsonObject().put("team_roles", new JsonArray().add("super_admin")));
    question
        .getJsonObject("action")
        .put("name", "settings.view")
        .put("properties", new JsonObject().put("setting", "vault_export"));
    question.getJsonObject("resource").put("type", "team");
    String[] trusted = {"x-portreeve-key", TestCredentials.key("orders")};
    String[] limited = {"x-portreeve-key", TestCredentials.key("directory")};
    assertTrue(decision(post(EVALUATION, question, trusted)));
    assertFalse(decision(post(EVALUATION, question, limited)));
    question.getJsonObject("subject").put("id", "noa");
    assertTrue(decision(post(EVALUATION, question, limited)));
  }

  private static boolean decision(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    return new JsonObject(answer.body()).getBoolean("decision");
  }

  @Test
  void batch_itemBeyondTheCredential_isThatItemsError() {
    JsonObject batch =
        new JsonObject()
            .put(
                "evaluations",
                new JsonArray().add(question("ben", "birch")).add(question("eve", "acme")));
    HttpResponse<String> answer =
        post("/access/v1/evaluations", batch, "x-portreeve-key", TestCredentials.key("birch"));
    assertEquals(200, answer.statusCode());
    JsonObject denied = new JsonObject(answer.body()).getJsonArray("evaluations").getJsonObject(1);
    assertTrue(
        new JsonObject(answer.body())
            .getJsonArray("evaluations")
            .getJsonObject(0)
            .getBoolean("decision"));
    assertFalse(denied.getBoolean("decision"));
    assertTrue(
        denied.getJsonObject("context").encode().contains("does not let you"), answer.body());
  }

  @Test
  void proxyCheck_authorizationIsTheUsers_theProxyShowsItsKey() {
    HttpRequest.Builder bare = proxied();
    assertEquals(401, server.http().send(bare).statusCode());
    HttpRequest.Builder keyed = proxied().header("x-portreeve-key", TestCredentials.key("orders"));
    assertEquals(200, server.http().send(keyed).statusCode());
    HttpRequest.Builder wrongWay =
        proxied().header("authorization", "Bearer " + TestCredentials.key("orders"));
    assertEquals(401, server.http().send(wrongWay).statusCode());
    HttpRequest.Builder otherTenant =
        proxied().header("x-portreeve-key", TestCredentials.key("ben")).header("x-user", "noa");
    assertEquals(401, server.http().send(otherTenant).statusCode()); // X-User came twice
  }

  private static HttpRequest.Builder proxied() {
    return server
        .http()
        .request("/check/nginx")
        .header("X-Original-Method", "GET")
        .header("X-Original-URI", "/collections/c1/export")
        .header("X-Original-Host", "birch.localhost")
        .header("X-User", "ben")
        .header("X-Team", "birch")
        .header("X-Workspace-Role", "editor")
        .GET();
  }

  @Test
  void management_metricsAndVerbose_takeTheScope() {
    assertEquals(200, server.management().get("/livez").statusCode());
    assertEquals(200, server.management().get("/readyz").statusCode());
    for (String path : new String[] {"/metrics", "/readyz?verbose"}) {
      assertEquals(401, server.management().get(path).statusCode());
      HttpRequest.Builder scraping = server.management().request(path);
      assertEquals(
          200,
          server
              .management()
              .send(scraping.header("x-portreeve-key", TestCredentials.key("scraper")))
              .statusCode());
      HttpRequest.Builder other = server.management().request(path);
      assertEquals(
          403,
          server
              .management()
              .send(other.header("x-portreeve-key", TestCredentials.key("orders")))
              .statusCode());
    }
  }

  @Test
  void credential_revoked_isRefusedOnOpenConnections() throws Exception {
    credentials.key("fleeting", "scopes: [check]").write();
    String[] key = {"x-portreeve-key", TestCredentials.key("fleeting")};
    Instant end = Instant.now().plusSeconds(90);
    while (check(key).statusCode() != 200 && Instant.now().isBefore(end)) {
      Thread.sleep(100);
    }
    assertEquals(200, check(key).statusCode());
    assertEquals(GrpcStatus.OK, call(question("ben", "birch"), key));
    credentials.remove("fleeting").write();
    Instant revoked = Instant.now();
    while (check(key).statusCode() == 200 && Instant.now().isBefore(end)) {
      Thread.sleep(20);
    }
    Duration took = Duration.between(revoked, Instant.now());
    assertTrue(took.compareTo(Duration.ofSeconds(20)) < 0, took.toString());
    assertEquals(GrpcStatus.UNAUTHENTICATED, call(question("ben", "birch"), key));
    assertEquals(200, check("x-portreeve-key", TestCredentials.key("orders")).statusCode());
  }

  @Test
  void failures_tooMany_areHeldBackAndGoodCredentialsGoOn() throws IOException {
    InetAddress guesser = from();
    String status = "401";
    for (int i = 0; i < 60 && status.equals("401"); i++) {
      status = raw(guesser, "X-Portreeve-Key: nobody.x" + i).substring(9, 12);
    }
    assertEquals("429", status);
    String good = "X-Portreeve-Key: " + TestCredentials.key("orders");
    assertEquals("200", raw(from(), good).substring(9, 12));
    assertEquals("200", raw(guesser, good).substring(9, 12));
  }

  @Test
  void answers_neverHoldASecret() throws IOException {
    assertFalse(raw("X-Portreeve-Key: orders." + SECRET + "x").contains(SECRET));
  }
}
