package dev.portreeve.client.grpc;

import static dev.portreeve.client.testing.Desk.CLERK;
import static dev.portreeve.client.testing.Desk.DENIED;
import static dev.portreeve.client.testing.Desk.DESK;
import static dev.portreeve.client.testing.Desk.OBLIGED;
import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Batch;
import dev.portreeve.client.BatchSemantic;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.Resource;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.client.testing.Desk;
import dev.portreeve.sidecar.testing.RunningServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client and a server that is well: every answer is the one that HTTP gives. */
class GrpcDecisionPointTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static RunningServer server;
  private static DecisionPoint pdp;
  private static DecisionPoint http;

  @BeforeAll
  static void serve() {
    server = RunningServer.of(Desk.set());
    pdp = client().build();
    http =
        HttpDecisionPoint.builder()
            .address("http://" + server.address())
            .deadline(PATIENCE)
            .build();
  }

  @AfterAll
  static void stop() {
    pdp.close();
    http.close();
    server.close();
  }

  private static GrpcDecisionPointBuilder client() {
    return GrpcDecisionPoint.builder().address("http://" + server.address()).deadline(PATIENCE);
  }

  private static Check count(Resource desk) {
    return Check.builder().subject(CLERK).action("desk.count").resource(desk).build();
  }

  @Test
  void check_everyKindOfDecision_isTheOneOverHttp() {
    Map<String, Check> checks =
        Map.of(
            "clerk",
            PERMITTED,
            "stranger",
            DENIED,
            "locked",
            Check.of(CLERK, PERMITTED.action(), DESK.with("team", "shut")),
            "needs_manager",
            Desk.check("desk.move"),
            "missing_fact",
            count(DESK),
            "invalid_fact",
            count(DESK.with("seats", "4")),
            "unknown_team",
            Check.of(CLERK, PERMITTED.action(), DESK.with("team", "nowhere")),
            "unknown_action",
            Desk.check("desk.burn"),
            Decision.OBLIGATION_UNFULFILLED,
            OBLIGED);

    checks.forEach(
        (reason, check) -> {
          Decision decision = pdp.check(check);
          assertEquals(reason, decision.reason());
          assertEquals(http.check(check), decision, reason);
        });
    assertTrue(pdp.check(PERMITTED).permitted());
  }

  @Test
  void check_factsOfEveryKind_reachThePolicy() {
    for (Object seats : List.of(4, 4L, 4.0, (short) 4)) {
      Resource desk =
          DESK.with("seats", seats)
              .with("odd", List.of(Map.of("a", 1.5, "b", true), "text"))
              .with("when", Instant.EPOCH);
      assertEquals("enough_seats", pdp.check(count(desk)).reason(), () -> "" + seats);
    }
  }

  @Test
  void check_numberBeyondADouble_isNotAskedAsAnother() {
    Decision decision = pdp.check(count(DESK.with("seats", (1L << 53) + 1)));

    assertEquals(Failure.Kind.CLIENT_FAILED, decision.failure().orElseThrow().kind());
  }

  @Test
  void check_obligationsWithHandlers_areCarriedOutBeforeThePermit() {
    List<String> done = new ArrayList<>();
    ObligationHandlers handlers =
        ObligationHandlers.none()
            .on("write_receipt", (o, check) -> done.add("for " + o.properties().get("for")))
            .on("notification", (o, check) -> done.add("to " + o.properties().get("to")));
    try (DecisionPoint obliging = client().obligations(handlers).build()) {
      assertTrue(obliging.check(OBLIGED).permitted());
      assertEquals(List.of("for eve", "to boss"), done);
    }
  }

  @Test
  void check_requestBeyondTheLimits_isInvalid() {
    Decision decision = pdp.check(count(DESK.with("seats", "x".repeat(100_000))));

    assertEquals(Failure.Kind.INVALID_REQUEST, decision.failure().orElseThrow().kind());
  }

  @Test
  void check_closedClient_denies() {
    DecisionPoint closed = client().cachePermits(PATIENCE).build();
    assertTrue(closed.check(PERMITTED).permitted());
    closed.close();

    assertEquals(
        Failure.Kind.CLIENT_FAILED, closed.check(PERMITTED).failure().orElseThrow().kind());
  }

  @Test
  void check_interrupted_isDeniedAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    Decision decision = pdp.check(PERMITTED);

    assertTrue(Thread.interrupted());
    assertFalse(decision.permitted());
    assertEquals(Failure.Kind.INTERRUPTED, decision.failure().orElseThrow().kind());
  }

  @Test
  void checkAll_sharedAndOwnParts_isTheOneOverHttp() {
    Batch batch =
        Batch.builder()
            .subject(CLERK)
            .action("desk.open")
            .item(DESK)
            .item(DESK.with("team", "shut"))
            .item(item -> item.action("desk.move").resource(DESK).context("note", "x"))
            .build();

    assertEquals(http.checkAll(batch), pdp.checkAll(batch));
    assertTrue(pdp.checkAll(batch).get(0).permitted());
  }

  @Test
  void checkAll_endsEarly_deniesWhatItDidNotComeTo() {
    List<Check> items = List.of(DENIED, PERMITTED, PERMITTED);
    for (BatchSemantic semantic : BatchSemantic.values()) {
      Batch batch = new Batch(items, semantic);
      assertEquals(http.checkAll(batch), pdp.checkAll(batch), semantic::code);
    }
    assertEquals(
        Decision.NOT_EVALUATED,
        pdp.checkAll(new Batch(items, BatchSemantic.DENY_ON_FIRST_DENY)).get(2).reason());
  }

  @Test
  void address_thatIsNone_saysWhatToWrite() {
    for (String address :
        List.of(
            "localhost:8080", "http://localhost", "unix:", "unix:x", "unix:/", "http://a:1/p")) {
      assertThrows(
          IllegalArgumentException.class, () -> GrpcDecisionPoint.builder().address(address));
    }
  }
}
