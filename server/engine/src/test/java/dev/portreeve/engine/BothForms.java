package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.Map;

/**
 * Decides checks of {@code door.open} by what a policy is compiled to and by the reference form.
 */
final class BothForms {
  private BothForms() {}

  /**
   * The reason that both give; a difference fails the test.
   *
   * @param facts of the resource
   */
  static String reason(Snapshot snapshot, Map<String, Object> facts) {
    Frame frame = TestSet.frame(snapshot, "door.open");
    facts.forEach((name, value) -> frame.fact(Entity.RESOURCE, name, value));
    Decision decision = snapshot.decide(frame);
    assertEquals(snapshot.decide(frame, null, ConstantProbe.NONE), decision);
    return decision.reason();
  }

  /** Expects that a condition compiles and holds. */
  static void assertHolds(TestSet set, String condition, Map<String, Object> facts) {
    Snapshot snapshot = set.condition("door.open", condition).load();
    assertEquals(Map.of(), snapshot.fallbacks(), condition);
    assertEquals("yes", reason(snapshot, facts), condition);
  }
}
