package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Permits whose obligations a caller cannot meet. */
class ObligationSupportTest {
  private static final Snapshot SNAPSHOT =
      TestSet.of(
              """
              name: doors
              subject: {properties: {late: {type: boolean, default: false}}}
              actions: {open: {}}
              """)
          .with("messages.yaml", "yes: Yes.\nlate: Too late.\nunsupported_obligation: Not you.\n")
          .policy(
              "open",
              """
                match:
                  - condition: subject.late
                    output: deny("late").oblige(notification("boss@example.org", "late again"))
                  - output: >-
                      permit("yes").oblige(obligation("close")).oblige(notification("me", "open"))
              """)
          .load();

  private static Decision decide(@Nullable Object supported) {
    return decide(supported, false);
  }

  private static Decision decide(@Nullable Object supported, boolean late) {
    Frame frame = TestSet.frame(SNAPSHOT, "open").fact(Entity.SUBJECT, "late", late);
    if (supported != null) {
      frame.fact(Entity.CONTEXT, "supported_obligations", supported);
    }
    Decision decision = SNAPSHOT.decide(frame.copy());
    assertEquals(decision, SNAPSHOT.decide(frame, null, oracle -> oracle));
    return decision;
  }

  @Test
  void decide_callerSaysNothingOfObligations_isPermitted() {
    assertEquals(2, decide(null).obligations().size());
  }

  @Test
  void decide_callerMeetsAll_isPermitted() {
    assertEquals("yes", decide(List.of("notification", "step-up", "custom")).reason());
  }

  @Test
  void decide_callerMeetsNotAll_isDeniedWithTheTypes() {
    Decision decision = decide(List.of("custom", "CUSTOM"));
    assertEquals(Outcome.DENY, decision.outcome());
    assertEquals("unsupported_obligation", decision.reason());
    assertEquals("Not you.", decision.message());
    assertEquals(List.of(), decision.obligations());
    assertEquals(Map.of("unsupported", List.of("notification")), decision.details());
    assertEquals(
        Map.of("unsupported", List.of("custom", "notification")), decide(List.of()).details());
  }

  @Test
  void decide_denialWithObligations_staysWhatItIs() {
    assertEquals(1, decide(List.of(), true).obligations().size());
  }

  @Test
  void decide_supportThatIsNoList_isInvalid() {
    for (Object wrong : List.of("custom", List.of(1), Map.of())) {
      Decision decision = decide(wrong);
      assertEquals("invalid_fact", decision.reason());
      assertEquals(Map.of("field", "context.supported_obligations"), decision.details());
    }
  }

  @Test
  void obligationTypes_ofASet_areThoseItsPoliciesIssue() {
    assertEquals(Set.of("custom", "notification"), SNAPSHOT.obligationTypes());
    assertEquals(
        Set.of(),
        TestSet.of("name: doors\nactions: {open: {}}\n")
            .condition("open", "subject.type == 'user'")
            .load()
            .obligationTypes());
  }
}
