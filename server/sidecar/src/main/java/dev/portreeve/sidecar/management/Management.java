package dev.portreeve.sidecar.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** Routes the requests of the management port. */
public final class Management {
  private Management() {}

  public static Router router(
      Vertx vertx, Health health, ServerReport report, PrometheusMeterRegistry registry) {
    Router router = Router.router(vertx);
    router.get("/livez").handler(new Livez(health));
    router.get("/readyz").handler(new Readyz(health, report));
    router.get("/metrics").handler(new Metrics(registry));
    return router;
  }
}
