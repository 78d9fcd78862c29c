package dev.portreeve.sidecar.testing;

import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.DecisionRecorder;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.decision.EngineDecisionPoint;
import dev.portreeve.source.reload.CurrentGeneration;
import dev.portreeve.source.team.Teams;
import dev.portreeve.source.team.TeamsInMemory;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Makes what answers checks, for tests of what stands before it. */
public final class TestChecks {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int CACHE_BYTES = 1 << 20;

  private TestChecks() {}

  /** Decides by the engine under what a server has in force. */
  public static Checks of(RunningServer server) {
    return of(server.sidecar().reloader().inForce(), LONG);
  }

  /** Decides by the engine under one generation. */
  public static Checks of(ServedGeneration generation) {
    return of(generation, LONG);
  }

  /**
   * Decides by the engine under one generation.
   *
   * @param patience how long a check waits for its team
   */
  public static Checks of(ServedGeneration generation, Duration patience) {
    return of(new CurrentGeneration<ServedGeneration>(generation), patience);
  }

  private static Checks of(CurrentGeneration<ServedGeneration> inForce, Duration patience) {
    return new Checks(inForce, new EngineDecisionPoint(), DecisionRecorder.NONE, patience);
  }

  /**
   * The generation that a server has in force, with other teams, none of them in memory.
   *
   * @param reads is given the reading of a team
   */
  public static ServedGeneration unread(RunningServer server, TeamsInMemory teams, Executor reads) {
    ServedGeneration usual = server.sidecar().reloader().inForce().now();
    return new ServedGeneration(
        usual.snapshot(),
        new Teams(teams, usual.snapshot().schema(), CACHE_BYTES, reads),
        usual.responses(),
        usual.symbols());
  }
}
