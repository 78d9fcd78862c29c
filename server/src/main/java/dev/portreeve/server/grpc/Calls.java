package dev.portreeve.server.grpc;

import dev.portreeve.proto.v1.DecisionServiceGrpcService;
import dev.portreeve.server.check.Checks;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.metrics.RequestMeter;
import dev.portreeve.server.proxy.EnvoyCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.health.HealthService;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.GrpcProtocol;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.Service;
import io.vertx.grpc.server.ServiceBuilder;
import java.util.function.BooleanSupplier;

/** All that is answered over gRPC: decisions, health and reflection. */
public final class Calls {
  static final String OK = "OK";

  private Calls() {}

  /** Loads what calls need and no policy set, at a start that has time for it just now. */
  public static void prepare(Vertx vertx) {
    GrpcServer unused = GrpcServer.server(vertx);
    unused.addService(HealthService.create(vertx));
    unused.addService(ReflectionService.v1());
    unused.addService(decisions().build());
    unused.addService(EnvoyCall.service().build());
  }

  /**
   * Takes calls.
   *
   * @param envoy answers what Envoy asks
   * @param ready whether health says that decisions are being made
   */
  public static Handler<HttpServerRequest> server(
      Vertx vertx,
      Checks checks,
      EnvoyCheck envoy,
      Limits limits,
      BooleanSupplier ready,
      MeterRegistry registry) {
    GrpcServerOptions options =
        new GrpcServerOptions()
            .removeEnabledProtocol(GrpcProtocol.WEB)
            .removeEnabledProtocol(GrpcProtocol.WEB_TEXT)
            .removeEnabledProtocol(GrpcProtocol.TRANSCODING)
            .setMaxMessageSize(limits.batchBytes());
    GrpcServer server = GrpcServer.server(vertx, options);
    server.addService(decisions(checks, limits, registry));
    server.addService(
        EnvoyCall.service(envoy, limits, new RequestMeter("envoy.Check", OK, registry)));
    server.addService(
        HealthService.create(vertx)
            .register(
                DecisionServiceGrpcService.SERVICE_NAME,
                () -> Future.succeededFuture(ready.getAsBoolean())));
    server.addService(ReflectionService.v1());
    return server;
  }

  private static ServiceBuilder decisions() {
    return Service.service(
        DecisionServiceGrpcService.SERVICE_NAME, DecisionServiceGrpcService.SERVICE_DESCRIPTOR);
  }

  private static Service decisions(Checks checks, Limits limits, MeterRegistry registry) {
    return decisions()
        .bind(CheckCall.METHOD, CheckCall.handler(checks, limits, CheckCall.meter(registry)))
        .bind(
            CheckBatchCall.METHOD,
            CheckBatchCall.handler(checks, limits, new RequestMeter("CheckBatch", OK, registry)))
        .build();
  }
}
