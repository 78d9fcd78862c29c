package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.client.vertx.CheckHandler;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.Test;

/** The handler, the messages and Vert.x's stubs, as its BOM has them. */
class VertxConsumerTest {
  @Test
  void route_withAHandler_isMade() {
    Vertx vertx = Vertx.vertx();
    try (DecisionPoint pdp = HttpDecisionPoint.builder().address("http://127.0.0.1:1").build()) {
      Router router = Router.router(vertx);
      router.get("/docs/:id").handler(CheckHandler.of(pdp, "doc.read", "doc", "id"));
      assertEquals(1, router.getRoutes().size());
    } finally {
      vertx.close();
    }
  }

  @Test
  void stubs_withTheMessages_areThere() {
    assertEquals("portreeve.v1.DecisionService", DecisionServiceGrpcClient.Check.serviceName().fullyQualifiedName());
    assertNotNull(CheckRequest.parser());
  }
}
