package dev.portreeve.client.http;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.testing.FailoverContract;
import java.nio.file.Path;
import java.time.Duration;
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
}
