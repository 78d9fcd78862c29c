package dev.portreeve.client.grpc;

import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.testing.GuardedDesk;
import dev.portreeve.sidecar.access.TestCredentials;
import io.grpc.TlsChannelCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that say who they are, over TLS. */
class GrpcCallerTest {
  @TempDir private static Path dir;
  private static GuardedDesk server;

  @BeforeAll
  static void serve() throws Exception {
    server = new GuardedDesk(dir);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Decision asked(UnaryOperator<GrpcDecisionPointBuilder> credential)
      throws Exception {
    GrpcDecisionPointBuilder builder =
        GrpcDecisionPoint.builder()
            .address(server.address())
            .deadline(Duration.ofSeconds(60))
            .tls(
                TlsChannelCredentials.newBuilder()
                    .trustManager(server.authority().toFile())
                    .build());
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
            .trustManager(server.authority().toFile())
            .keyManager(server.clientCertificate().toFile(), server.clientKey().toFile())
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
