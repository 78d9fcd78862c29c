package dev.portreeve.sidecar.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.sidecar.testing.LogLines;
import dev.portreeve.source.team.TeamLookup;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is logged of policies that fail. */
class FailureLogTest {
  private final LogLines lines = new LogLines(FailureLog.class);
  private final Snapshot snapshot =
      TestSet.of(
              """
              name: doors
              resource: {properties: {width: {type: integer}}}
              actions: {door.open: {}, door.shut: {}}
              """)
          .condition("door.open", "10 / resource.width > 2")
          .condition("door.shut", "10 % resource.width > 2")
          .load();
  private long now;
  private final FailureLog log = new FailureLog(new EngineDecisionPoint(), () -> now);

  @AfterEach
  void leave() {
    lines.close();
  }

  private void decide(String action, long width) {
    Frame frame = TestSet.frame(snapshot, action).fact(Entity.RESOURCE, "width", width);
    var unused = log.decide(snapshot, frame, TeamLookup.UNKNOWN);
  }

  @Test
  void decide_policyFails_warnsOfPolicyMatchAndCause() {
    decide("door.open", 1);
    assertEquals(0, lines.all().size());
    decide("door.open", 0);
    String line = lines.all().get(0);
    assertTrue(
        line.startsWith("WARN policy door.open failed at actions/door.open.yaml:4:7: "), line);
    assertTrue(line.contains("by zero"), line);
  }

  @Test
  void decide_policyFailsOften_isLoggedOnceInTenSecondsForEachPolicy() {
    for (int i = 0; i < 100; i++) {
      decide("door.open", 0);
      decide("door.shut", 0);
    }
    assertEquals(2, lines.all().size());
    now += TimeUnit.SECONDS.toNanos(10);
    decide("door.open", 0);
    assertEquals(3, lines.all().size());
  }
}
