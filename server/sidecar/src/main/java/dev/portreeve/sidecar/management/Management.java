package dev.portreeve.sidecar.management;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.sidecar.http.RequestHead;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Routes the requests of the management port. */
public final class Management {
  private Management() {}

  public static Router router(
      Vertx vertx,
      Health health,
      ServerReport report,
      ServerConfig config,
      Access access,
      PrometheusMeterRegistry registry) {
    MetricsGuard guard = new MetricsGuard(config, access);
    Router router = Router.router(vertx);
    router.route().handler(Management::expectUsual);
    router.get("/livez").handler(new Livez(health));
    Readyz readyz = new Readyz(health, report);
    router.get("/readyz").handler(readyz::bare).handler(guard).handler(readyz);
    router.get("/metrics").handler(guard).handler(new Metrics(registry));
    return router;
  }

  private static void expectUsual(RoutingContext context) {
    if (!RequestHead.refused(context.request())) {
      context.next();
    }
  }
}
