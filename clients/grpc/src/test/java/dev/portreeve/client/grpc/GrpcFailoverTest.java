package dev.portreeve.client.grpc;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.testing.FailoverContract;
import java.time.Duration;

class GrpcFailoverTest extends FailoverContract {
  @Override
  protected String listen() {
    return "127.0.0.1:0";
  }

  @Override
  protected DecisionPoint client(Duration deadline, String... addresses) {
    GrpcDecisionPointBuilder builder = GrpcDecisionPoint.builder().deadline(deadline);
    for (String address : addresses) {
      builder.address(address);
    }
    return builder.build();
  }
}
