package dev.portreeve.sidecar;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.sidecar.grpc.CheckFastPath;
import dev.portreeve.sidecar.http.EvaluationFastPath;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;

/** Opens the fast paths of both protocols on each new connection. */
final class FastPaths {
  private FastPaths() {}

  static Handler<HttpConnection> of(
      Checks checks, Access access, ServerConfig config, MeterRegistry registry) {
    Handler<HttpConnection> http1 =
        EvaluationFastPath.opener(checks, access, config.limits(), config.explain(), registry);
    Handler<HttpConnection> http2 = CheckFastPath.opener(checks, access, config.limits(), registry);
    return connection -> {
      http1.handle(connection);
      http2.handle(connection);
    };
  }
}
