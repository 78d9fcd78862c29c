package dev.portreeve.client.http;

import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.testing.FailoverContract;
import dev.portreeve.client.testing.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailoverTest extends FailoverContract {
  @TempDir private Path dir;

  @Override
  protected String listen() {
    return "unix:" + dir.resolve("pdp.sock");
  }

  @Override
  protected DecisionPoint client(Duration deadline, String... addresses) {
    HttpDecisionPointBuilder builder = HttpDecisionPoint.builder().deadline(deadline);
    for (String address : addresses) {
      builder.address(address);
    }
    return builder.build();
  }

  @Test
  void check_serverStoppedThenKilled_isDeniedWhileItDoesNotAnswer() {
    try (ServerProcess first = ServerProcess.start("127.0.0.1:0");
        DecisionPoint patient = client(PATIENCE, first.address());
        DecisionPoint hasty = client(DEADLINE, first.address())) {
      assertTrue(patient.check(PERMITTED).permitted());

      first.pause();
      assertEquals(Failure.Kind.TIMED_OUT, kind(hasty.check(PERMITTED)));
      first.resume();
      assertTrue(patient.check(PERMITTED).permitted());

      first.kill();
      assertEquals(Failure.Kind.UNREACHABLE, kind(patient.check(PERMITTED)));
    }
  }
}
