package dev.portreeve.client.http;

import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.testing.Desk;
import dev.portreeve.client.testing.ServerProcess;
import dev.portreeve.source.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The recipe for restarts that nobody notices: two sidecars, restarted one after the other. */
@Timeout(300)
class TwoSidecarsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CALLERS = 4;

  private final AtomicInteger answered = new AtomicInteger();
  private final Queue<Decision> refused = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  @Test
  void restart_oneAfterTheOtherUnderLoad_refusesNoCheck() throws Exception {
    ServerProcess first = ServerProcess.start("127.0.0.1:0");
    ServerProcess second = ServerProcess.start("127.0.0.1:0");
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (DecisionPoint pdp =
        HttpDecisionPoint.builder()
            .address(first.address())
            .address(second.address())
            .deadline(PATIENCE)
            .build()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() -> ask(pdp));
      }
      awaitMore();
      first = restarted(first);
      awaitMore();
      second = restarted(second);
      awaitMore();
      stopped = true;
      callers.shutdown();
      assertTrue(callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertEquals(List.of(), List.copyOf(refused));
    } finally {
      callers.shutdownNow();
      first.kill();
      second.kill();
    }
  }

  private void ask(DecisionPoint pdp) {
    while (!stopped) {
      Decision decision = pdp.check(PERMITTED);
      if (!decision.permitted()) {
        refused.add(decision);
      }
      answered.incrementAndGet();
    }
  }

  /** Ready before it returns, as whoever restarts the next one waits for {@code /readyz}. */
  private static ServerProcess restarted(ServerProcess server) {
    server.terminate();
    return ServerProcess.start(Desk.set(), server.listen());
  }

  /** Load goes on: a hundred answers for each caller. */
  private void awaitMore() {
    int enough = answered.get() + 100 * CALLERS;
    Eventually.becomes(true, PATIENCE, () -> answered.get() >= enough);
  }
}
