package dev.portreeve.client.vertx.example;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.testing.GuardedServiceContract;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;

class ExportServiceTest extends GuardedServiceContract {
  private final Vertx vertx = Vertx.vertx();

  @Override
  protected URI serve(DecisionPoint pdp) throws Exception {
    HttpServer service =
        ExportService.server(vertx, pdp).listen(0, "127.0.0.1").await(60, TimeUnit.SECONDS);
    return URI.create("http://127.0.0.1:" + service.actualPort());
  }

  @AfterAll
  void stop() throws Exception {
    vertx.close().await(60, TimeUnit.SECONDS);
  }
}
