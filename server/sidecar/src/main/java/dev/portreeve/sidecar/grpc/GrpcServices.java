package dev.portreeve.sidecar.grpc;

import dev.portreeve.proto.v1.DecisionServiceGrpcService;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Presented;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.metrics.RequestMeter;
import dev.portreeve.sidecar.proxy.EnvoyCheck;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that is answered over gRPC: decisions, health and reflection. For one event loop.
 *
 * <p>The server is made for the first call that gets here, since it and the descriptors of its
 * messages take memory that most sidecars never need: checks nearly always end in {@link
 * CheckFastPath}.
 */
public final class GrpcServices implements Handler<HttpServerRequest> {
  static final String OK = "OK";

  private final Vertx vertx;
  private final Checks checks;
  private final Access access;
  private final EnvoyCheck envoy;
  private final Limits limits;
  private final BooleanSupplier ready;
  /* Made at once, so that they are seen before the first call. */
  private final RequestMeter check;
  private final RequestMeter checkBatch;
  private final RequestMeter envoyCheck;
  private @Nullable GrpcServer server;

  /**
   * @param access knows who asks
   * @param envoy answers what Envoy asks
   * @param ready whether health says that decisions are being made
   */
  public GrpcServices(
      Vertx vertx,
      Checks checks,
      Access access,
      EnvoyCheck envoy,
      Limits limits,
      BooleanSupplier ready,
      MeterRegistry registry) {
    this.vertx = vertx;
    this.checks = checks;
    this.access = access;
    this.envoy = envoy;
    this.limits = limits;
    this.ready = ready;
    this.check = CheckFastPath.meter(registry);
    this.checkBatch = new RequestMeter("CheckBatch", OK, registry);
    this.envoyCheck = new RequestMeter("envoy.Check", OK, registry);
  }

  @Override
  public void handle(HttpServerRequest request) {
    GrpcServer known = server;
    if (known == null) {
      known = server();
      server = known;
    }
    known.handle(request);
  }

  private GrpcServer server() {
    GrpcServerOptions options =
        new GrpcServerOptions()
            .removeEnabledProtocol(GrpcProtocol.WEB)
            .removeEnabledProtocol(GrpcProtocol.WEB_TEXT)
            .removeEnabledProtocol(GrpcProtocol.TRANSCODING)
            .setMaxMessageSize(limits.batchBytes());
    UnaryCall.Callers callers = UnaryCall.Callers.of(access, Presented.Owner.CALLER);
    GrpcServer made = GrpcServer.server(vertx, options);
    made.addService(
        Service.service(
                DecisionServiceGrpcService.SERVICE_NAME,
                DecisionServiceGrpcService.SERVICE_DESCRIPTOR)
            .bind(CheckCall.METHOD, CheckCall.handler(checks, callers, limits, check))
            .bind(
                CheckBatchCall.METHOD, CheckBatchCall.handler(checks, callers, limits, checkBatch))
            .build());
    made.addService(
        EnvoyAuthorizationCall.service(
            envoy, UnaryCall.Callers.of(access, Presented.Owner.USER), limits, envoyCheck));
    made.addService(
        HealthService.create(vertx)
            .register(
                DecisionServiceGrpcService.SERVICE_NAME,
                () -> Future.succeededFuture(ready.getAsBoolean())));
    made.addService(ReflectionService.v1());
    return made;
  }
}
