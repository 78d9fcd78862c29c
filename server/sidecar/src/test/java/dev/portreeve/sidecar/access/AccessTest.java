package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.RawExchange;
import dev.portreeve.sidecar.testing.TestIssuer;
import dev.portreeve.source.testing.Eventually;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask at all. */
class AccessTest extends GuardedServer {
  /** Slow enough not to count as guessing. */
  private static final Duration PACE = Duration.ofMillis(100);

  private static final AtomicInteger SOURCES = new AtomicInteger();
  private static final String SECRET = TestCredentials.secret("orders");

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
    HttpResponse<String> answer = check("x-request-id", "r-1");
    assertEquals(401, answer.statusCode());
    assertEquals("r-1", answer.headers().firstValue("x-request-id").orElse(""));
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
  void credential_revoked_isRefusedOnOpenConnections() throws Exception {
    credentials.key("fleeting", "scopes: [check]").write();
    String[] key = {"x-portreeve-key", TestCredentials.key("fleeting")};
    Eventually.becomes(200, Duration.ofSeconds(90), PACE, () -> check(key).statusCode());
    assertEquals(GrpcStatus.OK, call(question("ben", "birch"), key));
    credentials.remove("fleeting").write();
    Eventually.becomes(401, Duration.ofSeconds(20), PACE, () -> check(key).statusCode());
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
    String scraper = TestCredentials.key("scraper");
    String metrics =
        server
            .management()
            .send(server.management().request("/metrics").header("x-portreeve-key", scraper))
            .body();
    for (String reason : new String[] {"unknown", "too_many"}) {
      String counter = "portreeve_callers_refused_total{reason=\"" + reason + "\"} ";
      assertTrue(metrics.contains(counter), metrics);
      assertFalse(metrics.contains(counter + "0.0"), reason);
    }
  }

  @Test
  void answers_neverHoldASecret() throws IOException {
    assertFalse(raw("X-Portreeve-Key: orders." + SECRET + "x").contains(SECRET));
  }
}
