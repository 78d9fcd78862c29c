package dev.portreeve.sidecar.management;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Scope;
import dev.portreeve.sidecar.access.ScopeGuard;
import dev.portreeve.sidecar.config.ServerConfig;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Stands before what the management port tells beyond a bare probe: it takes the scope {@code
 * metrics}, unless the operator lets everybody know or nobody else reaches the port.
 */
final class MetricsGuard implements Handler<RoutingContext> {
  private final ScopeGuard guard;
  private final boolean open;
  private final boolean closed;

  MetricsGuard(ServerConfig config, Access access) {
    this.guard = new ScopeGuard(access, Scope.METRICS);
    boolean local = config.management().isLocal();
    this.open = config.access().openMetrics() || local && !access.required();
    boolean clear = config.tls().isEmpty() && !config.access().insecure().noTls();
    this.closed = !local && (!access.required() || clear);
  }

  @Override
  public void handle(RoutingContext context) {
    if (open) {
      context.next();
    } else if (closed) {
      context.response().setStatusCode(403);
      context.end("from other machines this takes --open-metrics, or credentials over TLS\n");
    } else {
      guard.handle(context);
    }
  }
}
