package dev.portreeve.client.http;

import static dev.portreeve.client.testing.Desk.CLERK;
import static dev.portreeve.client.testing.Desk.DENIED;
import static dev.portreeve.client.testing.Desk.DESK;
import static dev.portreeve.client.testing.Desk.OBLIGED;
import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Advice;
import dev.portreeve.client.Approver;
import dev.portreeve.client.Batch;
import dev.portreeve.client.BatchSemantic;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.NoAnswerException;
import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.Outcome;
import dev.portreeve.client.Resource;
import dev.portreeve.client.testing.Desk;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client and a server that is well. */
class HttpDecisionPointTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static RunningServer server;
  private static DecisionPoint pdp;

  @TempDir private Path dir;

  @BeforeAll
  static void serve() {
    server = RunningServer.of(Desk.set());
    pdp = client().build();
  }

  @AfterAll
  static void stop() {
    pdp.close();
    server.close();
  }

  private static HttpDecisionPointBuilder client() {
    return HttpDecisionPoint.builder().address("http://" + server.address()).deadline(PATIENCE);
  }

  @Test
  void check_permitted_tellsReasonPolicyAndVersion() {
    Decision decision = pdp.check(PERMITTED);

    assertTrue(decision.permitted());
    assertEquals("clerk", decision.reason());
    assertEquals("You work here.", decision.message());
    assertEquals("desk.open", decision.policy());
    assertFalse(decision.policyVersion().isEmpty());
    assertEquals(List.of(), decision.obligations());
    assertTrue(decision.failure().isEmpty());
  }

  @Test
  void check_denied_tellsReasonAndAdvice() {
    Check locked = Check.of(CLERK, PERMITTED.action(), DESK.with("team", "shut"));

    assertEquals("stranger", pdp.check(DENIED).reason());
    assertEquals(Outcome.DENY, pdp.check(locked).outcome());
    assertEquals(List.of(new Advice("call", Map.of("number", 7L))), pdp.check(locked).advice());
  }

  @Test
  void check_needsApproval_tellsApprovers() {
    Decision decision = pdp.check(Desk.check("desk.move"));

    assertFalse(decision.permitted());
    assertEquals(Outcome.NEEDS_APPROVAL, decision.outcome());
    assertEquals(
        List.of(new Approver("role", "manager"), new Approver("user", "ana")),
        decision.approvers());
  }

  @Test
  void check_factNobodyGave_namesIt() {
    assertEquals(List.of("resource.properties.seats"), pdp.check(count(DESK)).missing());
  }

  @Test
  void check_factsOfEveryKind_reachThePolicy() {
    for (Object seats : List.of(4, 4L, 4.0, (short) 4)) {
      assertTrue(pdp.check(count(DESK.with("seats", seats))).permitted(), () -> "" + seats);
    }
    assertEquals("invalid_fact", pdp.check(count(DESK.with("seats", "4"))).reason());
    assertEquals(
        "enough_seats",
        pdp.check(count(DESK.with("seats", 4).with("odd", List.of(Map.of("a", 1.5))))).reason());
  }

  private static Check count(Resource desk) {
    return Check.builder().subject(CLERK).action("desk.count").resource(desk).build();
  }

  @Test
  void check_obligationWithoutHandler_isADenial() {
    Decision decision = pdp.check(OBLIGED);

    assertFalse(decision.permitted());
    assertEquals(Decision.OBLIGATION_UNFULFILLED, decision.reason());
    assertEquals(2, decision.obligations().size());
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

      done.clear();
      assertFalse(obliging.check(Desk.check("desk.report")).permitted());
      assertEquals(List.of("for eve"), done, "a denial's obligations are carried out too");
    }
  }

  @Test
  void check_dryRun_obligesToNothing() {
    Check asked =
        Check.builder().subject(CLERK).action("desk.lend").resource(DESK).dryRun().build();

    assertTrue(pdp.check(asked).permitted());
    assertEquals("write_receipt", pdp.check(asked).advice().get(0).action());
  }

  @Test
  void checkAll_sharedDefaults_answersEachItem() {
    Batch batch =
        Batch.builder()
            .subject(CLERK)
            .action("desk.open")
            .item(DESK)
            .item(DESK.with("team", "shut"))
            .item(DESK.with("team", "nowhere"))
            .item(item -> item.action("desk.move").resource(DESK))
            .build();

    List<String> reasons = pdp.checkAll(batch).stream().map(Decision::reason).toList();

    assertEquals(List.of("clerk", "locked", "unknown_team", "needs_manager"), reasons);
  }

  private static Object nested(int depth) {
    return IntStream.range(0, depth)
        .boxed()
        .reduce((Object) 1, (inner, i) -> List.of(inner), (a, b) -> b);
  }

  @Test
  void check_policyMovesWhilePermitsAreKept_asksAgain() throws IOException {
    Path set = TestSets.copy(Desk.set(), dir.resolve("set"));
    try (RunningServer changing = RunningServer.of(set);
        DecisionPoint keeping =
            HttpDecisionPoint.builder()
                .address("http://" + changing.address())
                .deadline(PATIENCE)
                .cachePermits(Duration.ofHours(1))
                .build()) {
      String before = keeping.check(PERMITTED).policyVersion();
      Path policy = set.resolve("actions/desk.open.yaml");
      Files.writeString(policy, Files.readString(policy).replace("permit", "deny"));
      Eventually.becomes(
          false, PATIENCE, () -> keeping.check(DENIED).policyVersion().equals(before));

      assertFalse(keeping.check(PERMITTED).permitted());
    }
  }

  @Test
  void checkAll_endsEarly_deniesWhatItDidNotComeTo() {
    Batch batch =
        new Batch(List.of(DENIED, PERMITTED, PERMITTED), BatchSemantic.DENY_ON_FIRST_DENY);

    List<Decision> decisions = pdp.checkAll(batch);

    assertEquals("stranger", decisions.get(0).reason());
    assertEquals(Decision.NOT_EVALUATED, decisions.get(2).reason());
    assertTrue(decisions.stream().noneMatch(Decision::permitted));
  }

  @Test
  void checkAll_everyItemAlike_answersOverUnixSocketToo() {
    Path socket = dir.resolve("pdp.sock");
    try (RunningServer unix = RunningServer.ofUnix(Desk.set(), socket, Map.of());
        DecisionPoint asking =
            HttpDecisionPoint.builder().address("unix:" + socket).deadline(PATIENCE).build()) {
      List<Check> many =
          IntStream.range(0, 300).mapToObj(i -> i % 2 == 0 ? PERMITTED : DENIED).toList();

      assertEquals("clerk", asking.check(PERMITTED).reason());
      assertEquals("stranger", asking.check(DENIED).reason());
      assertEquals(
          150, asking.checkAll(Batch.of(many)).stream().filter(Decision::permitted).count());
      assertEquals(unix.sidecar().listening().toString(), "unix:" + socket);
    }
  }

  @Test
  void check_requestBeyondTheLimits_isInvalidAndNotAskedAgain() {
    Decision decision = pdp.check(count(DESK.with("seats", "x".repeat(100_000))));

    Failure failure = decision.failure().orElseThrow();
    assertEquals(Failure.Kind.INVALID_REQUEST, failure.kind());
    assertEquals("invalid_request", decision.reason());
  }

  @Test
  void checkOrThrow_nobodyDecides_throws() {
    assertEquals("stranger", pdp.checkOrThrow(DENIED).reason());
    Check tooLarge = count(DESK.with("seats", "x".repeat(100_000)));

    assertThrows(NoAnswerException.class, () -> pdp.checkOrThrow(tooLarge));
    assertThrows(
        NoAnswerException.class,
        () -> pdp.checkAllOrThrow(Batch.of(List.of(count(DESK.with("seats", nested(40)))))));
  }

  @Test
  void check_closedClient_denies() {
    DecisionPoint closed = client().cachePermits(PATIENCE).build();
    assertTrue(closed.check(PERMITTED).permitted());
    closed.close();

    assertEquals(
        Failure.Kind.CLIENT_FAILED, closed.check(PERMITTED).failure().orElseThrow().kind());
  }
}
