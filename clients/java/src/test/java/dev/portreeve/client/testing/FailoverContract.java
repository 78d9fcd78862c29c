package dev.portreeve.client.testing;

import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client makes of servers that are stopped, killed, drained and restarted. */
@Timeout(300)
public abstract class FailoverContract {
  protected static final Duration PATIENCE = Duration.ofSeconds(60);
  protected static final Duration DEADLINE = Duration.ofMillis(500);

  protected abstract DecisionPoint client(Duration deadline, String... addresses);

  /** Where a server that is stopped and killed listens. */
  protected abstract String listen();

  protected static Failure.Kind kind(Decision decision) {
    assertFalse(decision.permitted());
    return decision.failure().orElseThrow().kind();
  }

  @Test
  void check_firstServerStopsThenDies_secondAnswersAndAloneItIsDenied() {
    try (ServerProcess first = ServerProcess.start(listen());
        RunningServer second = RunningServer.of(Desk.set());
        DecisionPoint pdp =
            client(Duration.ofSeconds(6), first.address(), "http://" + second.address());
        DecisionPoint alone = client(DEADLINE, first.address());
        DecisionPoint patient = client(PATIENCE, first.address());
        DecisionPoint other = client(PATIENCE, "http://" + second.address())) {
      assertTrue(other.check(PERMITTED).permitted());
      assertTrue(pdp.check(PERMITTED).permitted());
      assertTrue(patient.check(PERMITTED).permitted());

      first.pause();
      assertTrue(pdp.check(PERMITTED).permitted(), "one attempt leaves time for the next");
      assertEquals(Failure.Kind.TIMED_OUT, kind(alone.check(PERMITTED)));
      first.resume();
      assertTrue(patient.check(PERMITTED).permitted());

      first.kill();
      assertTrue(pdp.check(PERMITTED).permitted());
      assertEquals(Failure.Kind.UNREACHABLE, kind(patient.check(PERMITTED)));
    }
  }

  @Test
  void check_firstServerDrains_noCheckIsLost() {
    RunningServer first = RunningServer.of(Desk.set());
    try (RunningServer second = RunningServer.of(Desk.set());
        DecisionPoint pdp =
            client(PATIENCE, "http://" + first.address(), "http://" + second.address())) {
      for (int i = 0; i < 50; i++) {
        assertTrue(pdp.check(PERMITTED).permitted());
      }
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(first::close);
      while (!stopped.isDone()) {
        Decision decision = pdp.check(PERMITTED);
        assertTrue(decision.permitted(), decision::toString);
      }
      assertTrue(pdp.check(PERMITTED).permitted());
    }
  }

  @Test
  void check_onlyServerRestarts_isDeniedAndThenAnsweredByTheNext() {
    RunningServer first = RunningServer.of(Desk.set());
    try (DecisionPoint pdp = client(PATIENCE, "http://" + first.address())) {
      assertTrue(pdp.check(PERMITTED).permitted());
      first.close();
      for (int i = 0; i < 5; i++) {
        assertEquals(Failure.Kind.UNREACHABLE, kind(pdp.check(PERMITTED)));
      }

      try (RunningServer next =
          RunningServer.of(Desk.set(), Map.of("--listen", first.address().toString()))) {
        assertEquals(first.address().toString(), next.address().toString());
        Eventually.becomes(true, PATIENCE, () -> pdp.check(PERMITTED).permitted());
      }
    }
  }
}
