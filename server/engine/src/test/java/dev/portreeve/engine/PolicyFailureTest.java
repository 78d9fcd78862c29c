package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.oracle.PolicyFailure;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a check whose policy fails. */
class PolicyFailureTest {
  private static final TestSet SET =
      TestSet.of(
          """
          name: doors
          resource: {properties: {width: {type: integer}, at: {type: string}}}
          actions: {door.open: {}}
          """);

  private static Frame frame(Snapshot snapshot) {
    return TestSet.frame(snapshot, "door.open");
  }

  @Test
  void failure_conditionFails_namesTheMatchAndTheCause() {
    Snapshot snapshot =
        SET.policy(
                "door.open",
                """
                  match:
                    - condition: resource.width == 7
                      output: permit()
                    - condition: 10 / resource.width > 2
                      output: permit()
                    - output: deny()
                """)
            .load();
    Frame frame = frame(snapshot).fact(Entity.RESOURCE, "width", 0L);
    assertEquals(Reasons.POLICY_ERROR, snapshot.decide(frame).reason());
    PolicyFailure failure = snapshot.failure(frame, null).orElseThrow();
    assertEquals("door.open", failure.policy());
    assertEquals("actions/door.open.yaml:6:7", failure.place());
    assertTrue(failure.cause().contains("by zero"), failure.cause());
  }

  @Test
  void failure_guardFails_namesItsFile() {
    String guard = "  match: [{condition: timestamp(resource.at) > timestamp(0), output: deny()}]";
    Snapshot snapshot =
        SET.with("guards.yaml", "name: guards\nrule:\n" + guard)
            .policy("door.open", "  match: [{output: permit()}]")
            .load();
    Frame frame = frame(snapshot).fact(Entity.RESOURCE, "at", "so\u0007on");
    assertEquals(Reasons.POLICY_ERROR, snapshot.decide(frame).reason());
    PolicyFailure failure = snapshot.failure(frame, null).orElseThrow();
    assertEquals("guards.yaml:3:11", failure.place());
    assertTrue(failure.cause().codePoints().noneMatch(Character::isISOControl), failure.cause());
  }

  @Test
  void failure_decidedOrForWantOfAFact_none() {
    Snapshot snapshot = SET.condition("door.open", "10 / resource.width > 2").load();
    assertEquals(Optional.empty(), snapshot.failure(frame(snapshot), null));
    Frame frame = frame(snapshot).fact(Entity.RESOURCE, "width", 3L);
    assertEquals(Optional.empty(), snapshot.failure(frame, null));
  }
}
