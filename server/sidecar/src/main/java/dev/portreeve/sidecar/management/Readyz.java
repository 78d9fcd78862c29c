package dev.portreeve.sidecar.management;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /readyz}: 200 while checks are answered, else 503. With {@code ?verbose} it tells what
 * is in force and what is wrong with what is not.
 */
final class Readyz implements Handler<RoutingContext> {
  private final Health health;
  private final ServerReport report;

  Readyz(Health health, ServerReport report) {
    this.health = health;
    this.report = report;
  }

  /** Answers a bare probe, which everybody may ask, and hands on the verbose one. */
  void bare(RoutingContext context) {
    if (context.queryParams().contains("verbose")) {
      context.next();
      return;
    }
    boolean ready = health.ready();
    context.response().setStatusCode(ready ? 200 : 503).putHeader("content-type", "text/plain");
    context.end(ready ? "ready\n" : "not ready\n");
  }

  @Override
  public void handle(RoutingContext context) {
    boolean ready = health.ready();
    context.response().setStatusCode(ready ? 200 : 503);
    context.response().putHeader("content-type", "application/json");
    context.end(report.json(ready).encodePrettily() + "\n");
  }
}
