package dev.portreeve.client.http;

import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.testing.Desk;
import dev.portreeve.client.testing.GuardedDesk;
import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.tls.TestCa;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that say who they are, over TLS. */
class CallerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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

  private static Decision asked(
      SSLContext tls, UnaryOperator<HttpDecisionPointBuilder> credential) {
    HttpDecisionPointBuilder builder =
        HttpDecisionPoint.builder().address(server.address()).deadline(PATIENCE).tls(tls);
    try (DecisionPoint pdp = credential.apply(builder).build()) {
      return pdp.check(PERMITTED);
    }
  }

  private static Failure.Kind kind(Decision decision) {
    return decision.failure().orElseThrow().kind();
  }

  @Test
  void check_knownCallers_areAnswered() throws Exception {
    SSLContext tls = TlsFiles.trusting(server.authority());
    String key = TestCredentials.key("orders");

    assertTrue(asked(tls, builder -> builder.apiKey(key)).permitted());
    assertTrue(asked(tls, builder -> builder.bearer(() -> key)).permitted());
    SSLContext mutual =
        TlsFiles.mutual(server.authority(), server.clientCertificate(), server.clientKey());
    assertTrue(asked(mutual, builder -> builder).permitted());
  }

  @Test
  void check_unknownCallers_areRefused() throws Exception {
    SSLContext tls = TlsFiles.trusting(server.authority());

    assertEquals(Failure.Kind.CALLER_REFUSED, kind(asked(tls, builder -> builder)));
    assertEquals(
        Failure.Kind.CALLER_REFUSED, kind(asked(tls, builder -> builder.apiKey("orders.no"))));
  }

  @Test
  void checkAll_itemBeyondTheCallersLimits_isThatItemsFailure() throws Exception {
    try (DecisionPoint pdp =
        HttpDecisionPoint.builder()
            .address(server.address())
            .deadline(PATIENCE)
            .tls(TlsFiles.trusting(server.authority()))
            .apiKey(TestCredentials.key("porter"))
            .build()) {
      List<Decision> decisions =
          pdp.checkAll(Batch.of(List.of(PERMITTED, Desk.check("desk.move"), PERMITTED)));

      assertTrue(decisions.get(0).permitted());
      assertTrue(decisions.get(1).failure().isPresent());
      assertFalse(decisions.get(1).permitted());
      assertTrue(decisions.get(2).permitted());
    }
  }

  @Test
  void check_tokenThatCannotBeHad_isDenied() throws Exception {
    SSLContext tls = TlsFiles.trusting(server.authority());

    assertEquals(
        Failure.Kind.CLIENT_FAILED,
        kind(
            asked(
                tls,
                builder ->
                    builder.bearer(
                        () -> {
                          throw new IllegalStateException("no token");
                        }))));
    assertEquals(
        Failure.Kind.CLIENT_FAILED, kind(asked(tls, builder -> builder.bearer(() -> "a\r\nb"))));
  }

  @Test
  void check_serverThatNobodyTrusts_isNotAsked() throws Exception {
    SSLContext other = TlsFiles.trusting(new TestCa(dir, "other").certificate());

    assertEquals(
        Failure.Kind.UNREACHABLE,
        kind(asked(other, builder -> builder.apiKey(TestCredentials.key("orders")))));
  }

  @Test
  void builder_whatItCannotTake_isRefusedByName() {
    HttpDecisionPointBuilder builder = HttpDecisionPoint.builder();

    for (String address :
        new String[] {"localhost:8080", "ftp://a", "http:///x", "", "http://a?b"}) {
      assertThrows(IllegalArgumentException.class, () -> builder.address(address), address);
    }
    assertThrows(IllegalArgumentException.class, builder::build);
    assertThrows(IllegalArgumentException.class, () -> builder.deadline(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> builder.attempts(0));
    assertThrows(IllegalArgumentException.class, () -> builder.apiKey("a\nb"));
  }
}
