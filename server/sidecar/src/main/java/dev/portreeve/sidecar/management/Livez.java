package dev.portreeve.sidecar.management;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /livez}: 200 while the process is worth keeping, else 503. */
final class Livez implements Handler<RoutingContext> {
  private final Health health;

  Livez(Health health) {
    this.health = health;
  }

  @Override
  public void handle(RoutingContext context) {
    boolean live = health.live();
    context
        .response()
        .setStatusCode(live ? 200 : 503)
        .putHeader("content-type", "text/plain")
        .end(live ? "live\n" : "not live\n");
  }
}
