package dev.portreeve.client.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Batch;
import dev.portreeve.client.BatchSemantic;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.Failure;
import dev.portreeve.client.Obligation;
import dev.portreeve.client.ObligationHandler;
import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.Outcome;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import dev.portreeve.engine.testing.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The to-do application's set, as a service of it would be tested. */
class TestDecisionPointTest {
  private static final String RICK = "CiRmZDA2MTRkMy1jMzlhLTQ3ODEtYjdiZC04Yjk2ZjVhNTEwMGQSBWxvY2Fs";

  @RegisterExtension
  static final TestDecisionPoint SET = TestDecisionPoint.of(Repository.set("todo"));

  @RegisterExtension
  final TestDecisionPoint stubs =
      TestDecisionPoint.stubs(ObligationHandlers.none().on("known", ObligationHandler.BY_CALLER));

  private static Check check(String subject, String action) {
    return Check.builder()
        .subject("user", subject)
        .action(action)
        .resource(Resource.of("todo", "1").with("ownerID", "rick@the-citadel.com"))
        .build();
  }

  @Test
  void check_policySet_decides() {
    assertTrue(SET.check(check(RICK, "can_read_todos")).permitted());
    assertFalse(SET.check(check("nobody", "can_create_todo")).permitted());
    SET.assertAsked("can_create_todo", "nobody");
    assertEquals(2, SET.asked().size());
  }

  @Test
  void of_setThatAnotherTestHasOpened_isNotLoadedAgain() {
    Path set = Repository.set("todo");

    assertSame(SharedSets.open(set), SharedSets.open(set.resolve("..").resolve("todo")));
  }

  @Test
  void check_stubbed_isDecidedByTheLastStubThatMatches() {
    SET.when("can_read_todos").deny("closed");
    SET.when("can_read_todos", "ana").permit();

    assertEquals("closed", SET.check(check(RICK, "can_read_todos")).reason());
    assertTrue(SET.check(check("ana", "can_read_todos")).permitted());
  }

  @Test
  void check_stubsOfAnotherTest_areForgotten() {
    SET.assertNothingAsked();
    assertTrue(SET.check(check(RICK, "can_read_todos")).permitted());
    assertThrows(AssertionError.class, SET::assertNothingAsked);
    assertThrows(AssertionError.class, () -> SET.assertAsked("can_read_todos", "ana"));
  }

  @Test
  void check_factThatTheSetDoesNotDeclare_failsTheTest() {
    Check misspelt =
        new Check(
            Subject.of("user", RICK),
            check(RICK, "can_update_todo").action(),
            Resource.of("todo", "1").with("ownerId", "rick@the-citadel.com"),
            Map.of());

    AssertionError error = assertThrows(AssertionError.class, () -> SET.check(misspelt));
    assertTrue(
        error.getMessage().contains("did you mean `resource.properties.ownerID`?"),
        error.getMessage());
  }

  @Test
  void check_notStubbed_failsTheTest() {
    assertThrows(AssertionError.class, () -> stubs.check(check("ana", "can_read_todos")));
  }

  @Test
  void check_stubbedFailureAndObligation_areHandledAsTheClientDoes() {
    stubs.when("down").answer(Decision.failed(Failure.of(Failure.Kind.TIMED_OUT, "no answer")));
    stubs.when("known").answer(obliged("known"));
    stubs.when("unknown").answer(obliged("unknown"));

    assertEquals("timed_out", stubs.check(check("ana", "down")).reason());
    assertTrue(stubs.check(check("ana", "known")).permitted());
    assertEquals(Decision.OBLIGATION_UNFULFILLED, stubs.check(check("ana", "unknown")).reason());
  }

  private static Decision obliged(String action) {
    return Decision.builder(Outcome.PERMIT)
        .obligations(List.of(new Obligation("1", "custom", Map.of("action", action))))
        .build();
  }

  @Test
  void checkAll_denyOnFirstDeny_doesNotComeToTheRest() {
    stubs.when("yes").permit();
    stubs.when("no").deny("because");
    Batch batch =
        new Batch(
            List.of(check("ana", "yes"), check("ana", "no"), check("ana", "yes")),
            BatchSemantic.DENY_ON_FIRST_DENY);

    assertEquals(
        List.of("", "because", Decision.NOT_EVALUATED),
        stubs.checkAll(batch).stream().map(Decision::reason).toList());
    assertEquals(2, stubs.asked().size());
  }
}
