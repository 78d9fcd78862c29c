package dev.portreeve.client.jakarta.example;

import com.sun.net.httpserver.HttpServer;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.testing.GuardedServiceContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;

class ExportResourceTest extends GuardedServiceContract {
  private HttpServer service;

  @Override
  protected URI serve(DecisionPoint pdp) {
    service = ExportResource.serve(pdp, 0);
    return URI.create("http://127.0.0.1:" + service.getAddress().getPort());
  }

  @AfterAll
  void stop() {
    service.stop(0);
  }
}
