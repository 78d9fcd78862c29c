package dev.portreeve.client.grpc;

import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.testing.Desk;
import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.tls.TestCa;
import io.grpc.TlsChannelCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that say who they are, over TLS. */
class GrpcCallerTest {
  @TempDir private static Path dir;
  private static Path authority;
  private static RunningServer server;

  @BeforeAll
  static void serve() throws Exception {
    TestCa ca = new TestCa(dir, "ca");
    authority = ca.certificate();
    ca.sign("server", "DNS:localhost,IP:127.0.0.1", "-days", "5");
    ca.sign("client", "DNS:orders.example", "-days", "5");
    Path credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("orders", "scopes: [check]")
            .add("node", "certificate: \"orders.example\"", "scopes: [check]")
            .write();
    server =
        RunningServer.of(
            Desk.set(),
            Map.of(
                "--credentials", credentials.toString(),
                "--tls-cert", dir.resolve("server.pem").toString(),
                "--tls-key", dir.resolve("server.key").toString(),
                "--tls-client-ca", authority.toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Decision asked(UnaryOperator<GrpcDecisionPointBuilder> credential)
      throws Exception {
    GrpcDecisionPointBuilder builder =
        GrpcDecisionPoint.builder()
            .address("https://" + server.address())
            .deadline(Duration.ofSeconds(60))
            .tls(TlsChannelCredentials.newBuilder().trustManager(authority.toFile()).build());
    try (DecisionPoint pdp = credential.apply(builder).build()) {
      return pdp.check(PERMITTED);
    }
  }

  private static Failure.Kind kind(Decision decision) {
    return decision.failure().orElseThrow().kind();
  }

  @Test
  void check_knownCallers_areAnswered() throws Exception {
    String key = TestCredentials.key("orders");
    var mutual =
        TlsChannelCredentials.newBuilder()
            .trustManager(authority.toFile())
            .keyManager(dir.resolve("client.pem").toFile(), dir.resolve("client.key").toFile())
            .build();

    assertTrue(asked(builder -> builder.apiKey(key)).permitted());
    assertTrue(asked(builder -> builder.bearer(() -> key)).permitted());
    assertTrue(asked(builder -> builder.tls(mutual)).permitted());
  }

  @Test
  void check_unknownCallers_areRefused() throws Exception {
    assertEquals(Failure.Kind.CALLER_REFUSED, kind(asked(builder -> builder)));
    assertEquals(Failure.Kind.CALLER_REFUSED, kind(asked(builder -> builder.apiKey("orders.no"))));
  }
}
