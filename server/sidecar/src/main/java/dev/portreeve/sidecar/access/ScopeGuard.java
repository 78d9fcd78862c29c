package dev.portreeve.sidecar.access;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets pass who may ask questions of a kind, on a route of its own.
 *
 * @param access knows who asks
 * @param scope the kind
 */
public record ScopeGuard(Access access, Scope scope) implements Handler<RoutingContext> {
  @Override
  public void handle(RoutingContext context) {
    access.admit(context.request(), scope, context::next);
  }
}
