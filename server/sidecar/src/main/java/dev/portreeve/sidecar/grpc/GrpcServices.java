package dev.portreeve.sidecar.grpc;

import dev.portreeve.proto.v1.DecisionServiceGrpcService;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.metrics.RequestMeter;
import dev.portreeve.sidecar.proxy.EnvoyCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.health.v1.HealthProto;
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
 * CheckLane}.
 */
public final class GrpcServices implements Handler<HttpServerRequest> {
  static final String OK = "OK";

  private static final ServiceName HEALTH = ServiceName.create("grpc.health.v1.Health");

  private final Vertx vertx;
  private final Checks checks;
  private final EnvoyCheck envoy;
  private final Limits limits;
  private final BooleanSupplier ready;
  private final BooleanSupplier stopping;
  /* Made at once, so that they are seen before the first call. */
  private final RequestMeter check;
  private final RequestMeter checkBatch;
  private final RequestMeter envoyCheck;
  private @Nullable GrpcServer server;
  private @Nullable HealthHandler health;

  /**
   * @param envoy answers what Envoy asks
   * @param ready whether health says that decisions are being made
   * @param stopping whether calls that go on are to be ended
   */
  public GrpcServices(
      Vertx vertx,
      Checks checks,
      EnvoyCheck envoy,
      Limits limits,
      BooleanSupplier ready,
      BooleanSupplier stopping,
      MeterRegistry registry) {
    this.vertx = vertx;
    this.checks = checks;
    this.envoy = envoy;
    this.limits = limits;
    this.ready = ready;
    this.stopping = stopping;
    this.check = CheckFastPath.meter(registry);
    this.checkBatch = new RequestMeter("CheckBatch", OK, registry);
    this.envoyCheck = new RequestMeter("envoy.Check", OK, registry);
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    if (path != null
        && path.startsWith(HealthHandler.PREFIX)
        && request.version() == HttpVersion.HTTP_2) {
      health().handle(request);
      return;
    }
    GrpcServer known = server;
    if (known == null) {
      known = server();
      server = known;
    }
    known.handle(request);
  }

  private HealthHandler health() {
    HealthHandler known = health;
    if (known == null) {
      known = new HealthHandler(vertx, ready, stopping);
      health = known;
    }
    return known;
  }

  private GrpcServer server() {
    GrpcServerOptions options =
        new GrpcServerOptions()
            .removeEnabledProtocol(GrpcProtocol.WEB)
            .removeEnabledProtocol(GrpcProtocol.WEB_TEXT)
            .removeEnabledProtocol(GrpcProtocol.TRANSCODING)
            .setMaxMessageSize(limits.batchBytes());
    GrpcServer made = GrpcServer.server(vertx, options);
    made.addService(
        Service.service(
                DecisionServiceGrpcService.SERVICE_NAME,
                DecisionServiceGrpcService.SERVICE_DESCRIPTOR)
            .bind(CheckCall.METHOD, CheckCall.handler(checks, limits, check))
            .bind(CheckBatchCall.METHOD, CheckBatchCall.handler(checks, limits, checkBatch))
            .build());
    made.addService(EnvoyAuthorizationCall.service(envoy, limits, envoyCheck));
    // For reflection to show; its calls do not get here.
    made.addService(
        Service.service(HEALTH, HealthProto.getDescriptor().findServiceByName("Health")).build());
    made.addService(ReflectionService.v1());
    return made;
  }
}
