package dev.portreeve.sidecar.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.log.DecisionLogConfig.WhenFull;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestCollector;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OtlpCollectorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, Object> OPENING =
      Map.of(
          "subject", Map.of("type", "user", "id", "ana"),
          "action", Map.of("name", "door.open"),
          "resource",
              Map.of("type", "door", "id", "d1", "properties", Map.of("team", "acme", "floor", 3)));
  private static final Pattern ID = Pattern.compile("\"decision_id\":\"([0-9A-Z]{26})\"");

  private static DecisionLog start(TestCollector collector) throws IOException {
    DecisionLogConfig.Place place =
        new DecisionLogConfig.Place.Otlp(URI.create(collector.url() + "/v1/logs"));
    return DecisionLog.start(
        LoggedDecisions.config(place, WhenFull.BLOCK, 1 << 20, SampleRates.ALL));
  }

  /** The ids of all records that came, in the bodies of log records. */
  private static Set<String> ids(TestCollector collector) {
    Set<String> ids = new HashSet<>();
    Matcher found = ID.matcher(collector.taken());
    while (found.find()) {
      ids.add(found.group(1));
    }
    return ids;
  }

  @Test
  void records_ofAServer_arriveWholeWithTheirAttributes() {
    try (TestCollector collector = new TestCollector();
        RunningServer server =
            RunningServer.of(TestSets.of("doors"), Map.of("--decision-log", collector.url()))) {
      JsonObject answer = server.http().check(OPENING);
      server.http().check(OPENING);
      Eventually.becomes(2, PATIENCE, () -> ids(collector).size());
      String version = answer.getJsonObject("context").getString("policy_version");
      for (String text :
          List.of("service.name", "portreeve.decision", "decision_id", "door.open", version)) {
        assertTrue(collector.taken().contains(text), text);
      }
    }
  }

  @Test
  void collector_thatRefusesForAWhile_getsEverythingAfterwards() throws IOException {
    LoggedDecisions decisions = new LoggedDecisions();
    try (TestCollector collector = new TestCollector()) {
      collector.taking(false);
      try (DecisionLog log = start(collector)) {
        for (int i = 0; i < 20; i++) {
          decisions.record(log);
        }
        Eventually.becomes(true, PATIENCE, () -> log.counts().failing());
        assertTrue(log.counts().problem().contains(collector.url()), log.counts().problem());
        assertEquals(0, log.counts().written());
        collector.taking(true);
        Eventually.becomes(20L, PATIENCE, () -> log.counts().written());
        assertEquals("", log.counts().problem());
        assertEquals(0, log.counts().lost());
      }
      assertEquals(20, ids(collector).size());
    }
  }

  @Test
  void close_collectorThatIsGone_countsWhatIsLost() throws IOException {
    LoggedDecisions decisions = new LoggedDecisions();
    TestCollector collector = new TestCollector();
    DecisionLog log = start(collector);
    collector.close();
    decisions.record(log);
    decisions.record(log);
    log.close(Duration.ofMillis(50));
    assertEquals(2, log.counts().lost());
    assertEquals(0, log.counts().written());
  }
}
