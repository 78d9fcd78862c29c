package dev.portreeve.client.enforce;

import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Obligation;
import dev.portreeve.client.ObligationHandler;
import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObligingDecisionPointTest {
  private final List<String> done = new ArrayList<>();
  private final ObligationHandlers handlers =
      ObligationHandlers.none()
          .on("first", (obligation, check) -> done.add("first"))
          .on("second", (obligation, check) -> done.add("second"))
          .on(
              "broken",
              (obligation, check) -> {
                throw new IllegalStateException("out of paper");
              })
          .on("by_hand", ObligationHandler.BY_CALLER);

  private Decision obliged(Outcome outcome, String... actions) {
    List<Obligation> obligations = new ArrayList<>();
    for (String action : actions) {
      obligations.add(new Obligation("1", "custom", Map.of("action", action)));
    }
    Decision decision =
        Decision.builder(outcome).reason("because").obligations(obligations).build();
    DecisionPoint always =
        new DecisionPoint() {
          @Override
          public Decision check(Check check) {
            return decision;
          }

          @Override
          public List<Decision> checkAll(Batch batch) {
            return batch.items().stream().map(this::check).toList();
          }

          @Override
          public void close() {}
        };
    return new ObligingDecisionPoint(always, handlers)
        .checkAll(Batch.of(List.of(PERMITTED)))
        .get(0);
  }

  @Test
  void checkAll_everyObligationUnderstood_isPermittedOnceTheyAreDone() {
    assertTrue(obliged(Outcome.PERMIT, "first", "second", "by_hand").permitted());
    assertEquals(List.of("first", "second"), done);
  }

  @Test
  void checkAll_oneObligationNotUnderstood_isDeniedAndNothingIsDone() {
    Decision decision = obliged(Outcome.PERMIT, "first", "unheard_of");

    assertFalse(decision.permitted());
    assertEquals(List.of(), done);
    assertTrue(decision.message().contains("`unheard_of`"), decision.message());
  }

  @Test
  void checkAll_handlerThatFails_isADenial() {
    Decision decision = obliged(Outcome.PERMIT, "first", "broken", "second");

    assertFalse(decision.permitted());
    assertEquals(Decision.OBLIGATION_UNFULFILLED, decision.reason());
  }

  @Test
  void checkAll_denial_triesEveryObligationAndKeepsItsReason() {
    for (Outcome outcome : List.of(Outcome.DENY, Outcome.NEEDS_APPROVAL)) {
      done.clear();
      Decision decision = obliged(outcome, "broken", "unheard_of", "first");

      assertEquals(outcome, decision.outcome());
      assertEquals("because", decision.reason());
      assertEquals(List.of("first"), done);
    }
  }
}
