package dev.portreeve.sidecar.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.source.team.TeamLookup;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is logged of policies that fail. */
class FailureLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
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

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
  }

  private void decide(String action, long width) {
    Frame frame = TestSet.frame(snapshot, action).fact(Entity.RESOURCE, "width", width);
    var unused = log.decide(snapshot, frame, TeamLookup.UNKNOWN);
  }

  @Test
  void decide_policyFails_warnsOfPolicyMatchAndCause() {
    decide("door.open", 1);
    assertEquals(0, lines.list.size());
    decide("door.open", 0);
    assertEquals(Level.WARN, lines.list.get(0).getLevel());
    String line = lines.list.get(0).getFormattedMessage();
    assertTrue(line.startsWith("policy door.open failed at actions/door.open.yaml:4:7: "), line);
    assertTrue(line.contains("by zero"), line);
  }

  @Test
  void decide_policyFailsOften_isLoggedOnceInTenSecondsForEachPolicy() {
    for (int i = 0; i < 100; i++) {
      decide("door.open", 0);
      decide("door.shut", 0);
    }
    assertEquals(2, lines.list.size());
    now += TimeUnit.SECONDS.toNanos(10);
    decide("door.open", 0);
    assertEquals(3, lines.list.size());
  }
}
