package dev.portreeve.engine.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final Decision DECISION =
      new Decision(
          Outcome.NEEDS_APPROVAL,
          "ask",
          "Please ask.",
          "door.open",
          List.of(
              new Obligation("custom", Map.of("action", "tell", "who", "bob", "times", 2L)),
              new Obligation("notification", Map.of("to", "bob", "body", "hi"))),
          List.of(new Advice("wait", Map.of())),
          List.of(
              new Approver(Approver.Kind.ROLE, "admin"), new Approver(Approver.Kind.USER, "ana")),
          List.of(),
          Map.of("field", "x", "names", List.of("a", "b")));

  private static final Map<String, Object> CONTEXT =
      Map.ofEntries(
          Map.entry("outcome", "needs_approval"),
          Map.entry("reason", "ask"),
          Map.entry("message", "Please ask."),
          Map.entry("policy", "door.open"),
          Map.entry("policy_version", "1f"),
          Map.entry(
              "obligations",
              List.of(
                  Map.of(
                      "id",
                      "1",
                      "type",
                      "custom",
                      "properties",
                      Map.of("action", "tell", "who", "bob", "times", 2L)),
                  Map.of(
                      "id",
                      "2",
                      "type",
                      "notification",
                      "properties",
                      Map.of("to", "bob", "body", "hi")))),
          Map.entry("advice", List.of(Map.of("action", "wait"))),
          Map.entry("approvers", List.of(Map.of("role", "admin"), Map.of("user", "ana"))),
          Map.entry("field", "x"),
          Map.entry("names", List.of("a", "b")));

  private static Expectation want(List<ExpectedDirective> obligations) {
    return new Expectation(
        "needs_approval",
        "ask",
        obligations,
        List.of(new ExpectedDirective("wait", Map.of())),
        List.of("user:ana", "role:admin"),
        List.of(),
        Map.of("field", "x", "names", List.of("a", "b")));
  }

  private static ExpectedDirective act(String action, Object... members) {
    return members.length == 0
        ? new ExpectedDirective(action, Map.of())
        : new ExpectedDirective(action, Map.of((String) members[0], members[1]));
  }

  @Test
  void of_answerOfAServer_equalsTheDecision() {
    assertEquals(CaseAnswer.of(DECISION), CaseAnswer.of(false, CONTEXT));
  }

  @Test
  void of_bareAnswer_isItsDecision() {
    assertEquals("permit", CaseAnswer.of(true, Map.of()).outcome());
    assertEquals("deny", CaseAnswer.of(false, Map.of()).outcome());
    assertEquals("", CaseAnswer.of(true, Map.of()).reason());
  }

  @Test
  void of_decisionAgainstItsOutcome_isNoOutcome() {
    assertEquals(
        "deny with `decision` true", CaseAnswer.of(true, Map.of("outcome", "deny")).outcome());
    assertEquals(
        "permit with `decision` false",
        CaseAnswer.of(false, Map.of("outcome", "permit")).outcome());
  }

  @Test
  void check_equal_noDifference() {
    Expectation want = want(List.of(act("notification", "to", "bob"), act("tell", "times", 2L)));
    assertEquals(List.of(), want.check(DECISION));
    assertEquals(List.of(), want.check(CaseAnswer.of(false, CONTEXT)));
  }

  @Test
  void check_oneActFitsTwoOthers_pairsUp() {
    Expectation want =
        new Expectation(
            "permit",
            "",
            List.of(),
            List.of(act("a", "x", 1L), act("a", "y", 2L)),
            List.of(),
            List.of(),
            Map.of());
    CaseAnswer answer =
        new CaseAnswer(
            "permit",
            "",
            List.of(),
            List.of(
                new ExpectedDirective("a", Map.of("x", 1, "y", 2)),
                new ExpectedDirective("a", Map.of("x", 1.0))),
            List.of(),
            List.of(),
            Map.of());
    assertEquals(List.of(), want.check(answer));
  }

  @Test
  void check_everythingElse_oneLineEach() {
    Expectation want =
        new Expectation(
            "permit",
            "",
            List.of(act("tell", "who", "eve"), act("notification")),
            List.of(),
            List.of("role:admin"),
            List.of("context.x"),
            Map.of("field", "y"));
    assertEquals(
        List.of(
            "outcome: want permit, got needs_approval",
            "reason: want none, got ask",
            "advice: want [], got [wait]",
            "approvers: want [role:admin], got [role:admin, user:ana]",
            "missing: want [context.x], got []",
            "detail: want {\"field\": \"y\"}, got {\"field\": \"x\", \"names\": [\"a\", \"b\"]}"),
        want.check(DECISION).stream().filter(line -> !line.startsWith("obligations")).toList());
    assertEquals(7, want.check(DECISION).size());
  }

  @Test
  void check_wantedMemberEmptyButAbsent_differs() {
    assertEquals(
        1, want(List.of(act("tell", "to", ""), act("notification"))).check(DECISION).size());
  }

  @Test
  void check_moreActsThanWanted_differs() {
    assertEquals(1, want(List.of(act("tell"))).check(DECISION).size());
  }
}
