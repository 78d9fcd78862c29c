package dev.portreeve.client.example;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.testing.GuardedServiceContract;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;

class ExportServiceTest extends GuardedServiceContract {
  private ExportService service;

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
