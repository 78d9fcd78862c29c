package dev.portreeve.sidecar.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /metrics}: all meters, as Prometheus reads them. */
final class Metrics implements Handler<RoutingContext> {
  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;

  Metrics(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void handle(RoutingContext context) {
    context.response().putHeader("content-type", FORMAT).end(registry.scrape(FORMAT));
  }
}
