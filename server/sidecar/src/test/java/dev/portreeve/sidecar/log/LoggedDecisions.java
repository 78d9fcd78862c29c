package dev.portreeve.sidecar.log;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.DecisionId;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.sidecar.log.DecisionLogConfig.Rotation;
import dev.portreeve.sidecar.log.DecisionLogConfig.WhenFull;
import dev.portreeve.source.directory.DirectorySource;
import dev.portreeve.source.team.TeamLookup;
import dev.portreeve.source.testing.TestSets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decisions of the set {@code doors} to be logged. */
final class LoggedDecisions {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final SourceFile BOLT =
      new SourceFile("teams/bolt.yaml", "id: bolt\nplan: team\nsettings: {locked: false}\n");

  private final Snapshot snapshot;
  private final Team bolt;

  LoggedDecisions() {
    try (DirectorySource source =
        new DirectorySource(TestSets.of("doors"), TestSets.of("doors").resolve("teams"))) {
      LoadResult.Loaded loaded = (LoadResult.Loaded) PolicySetLoader.load(source.policySet());
      this.snapshot = loaded.snapshot();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    this.bolt = new TeamReader(snapshot.schema()).read(BOLT, new ArrayList<>()).orElseThrow();
  }

  Snapshot snapshot() {
    return snapshot;
  }

  Team bolt() {
    return bolt;
  }

  TeamLookup lookup() {
    return new TeamLookup.Known(bolt, BOLT);
  }

  /** A check of the door's floor by ana, of the team. */
  Frame opening(Object floor) {
    return Frame.of(snapshot.schema(), NOW)
        .subject("user", "ana")
        .action("door.open")
        .resource("door", "d1")
        .fact(Entity.RESOURCE, "team", "bolt")
        .fact(Entity.RESOURCE, "floor", floor)
        .fact(Entity.SUBJECT, "roles", List.of("painter"));
  }

  LoggedDecision logged(Frame frame) {
    return new LoggedDecision(
        DecisionId.next(NOW.toEpochMilli()),
        snapshot,
        frame,
        bolt,
        snapshot.decide(frame, bolt),
        CheckSource.of("shop", "r-1"),
        1_234);
  }

  void record(DecisionLog log) {
    Frame frame = opening(3);
    log.record(snapshot, frame, lookup(), snapshot.decide(frame, bolt), CheckSource.UNKNOWN, 1_000);
  }

  /** To be written at once, with a buffer of so many bytes. */
  static DecisionLogConfig config(WhenFull whenFull, long bytes, SampleRates rates) {
    return config(new DecisionLogConfig.Place.Stdout(), whenFull, bytes, rates);
  }

  /** The same, to be written to a place. */
  static DecisionLogConfig config(
      DecisionLogConfig.Place place, WhenFull whenFull, long bytes, SampleRates rates) {
    return new DecisionLogConfig(
        place,
        new Rotation(1 << 20, Duration.ofHours(1), 0),
        whenFull,
        Duration.ofMillis(200),
        bytes,
        Duration.ofMillis(0),
        Duration.ofMillis(0),
        Map.of(),
        List.of(),
        List.of(),
        rates);
  }
}
