package dev.portreeve.client.grpc;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.example.ExportService;
import dev.portreeve.client.testing.GuardedServiceContract;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

/** The example of the client for Java, asking over gRPC. */
class GuardedByGrpcTest extends GuardedServiceContract {
  private ExportService service;

  @Override
  protected DecisionPoint client(String address, Duration deadline) {
    return GrpcDecisionPoint.builder().address(address).deadline(deadline).build();
  }

  @Override
  protected URI serve(DecisionPoint pdp) throws IOException {
    service = new ExportService(pdp, 0);
    return service.uri();
  }

  @AfterAll
  void stop() {
    service.close();
  }
}
