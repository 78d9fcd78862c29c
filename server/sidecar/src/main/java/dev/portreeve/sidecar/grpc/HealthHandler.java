package dev.portreeve.sidecar.grpc;

import dev.portreeve.proto.v1.DecisionServiceGrpcService;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.conversion.ProtoParsing;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.health.v1.HealthCheckRequest;
import io.vertx.grpc.health.v1.HealthCheckResponse;
import io.vertx.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.vertx.grpc.health.v1.HealthListResponse;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * {@code grpc.health.v1.Health}: whether checks are answered, now and as it changes. For one event
 * loop.
 */
final class HealthHandler implements Handler<HttpServerRequest> {
  /*
   * Answered here and not by Vert.x's own service: that one keeps timers and memory of every watch
   * that a client gave up, and tells of changes seconds late.
   */

  /** What the paths of its methods begin with. */
  static final String PREFIX = "/grpc.health.v1.Health/";

  /** The methods. */
  static final List<String> METHODS = List.of("Check", "List", "Watch");

  private static final Set<String> SERVICES =
      Set.of(
          "",
          DecisionServiceGrpcService.SERVICE_NAME.fullyQualifiedName(),
          "envoy.service.auth.v3.Authorization");

  /** The longest message: a name. */
  private static final int MAX_BYTES = 4 << 10;

  private final BooleanSupplier ready;
  private final HealthWatches watches;

  /**
   * @param ready whether checks are answered
   * @param stopping whether calls that go on are to be ended
   */
  HealthHandler(Vertx vertx, BooleanSupplier ready, BooleanSupplier stopping) {
    this.ready = ready;
    this.watches = new HealthWatches(vertx, this::status, stopping);
  }

  @Override
  public void handle(HttpServerRequest request) {
    new Call(request).take();
  }

  /** One call of any of the methods. */
  private final class Call extends SingleMessage {
    Call(HttpServerRequest request) {
      super(request, MAX_BYTES);
    }

    @Override
    void answer(byte[] message) throws CallRefused, RequestRefused {
      switch (request().path().substring(PREFIX.length())) {
        case "List" -> CallReply.send(request(), list());
        case "Watch" -> watches.add(request(), service(message));
        default -> CallReply.send(request(), check(service(message)));
      }
    }
  }

  private static String service(byte[] message) throws MalformedRequest {
    return ProtoParsing.parse(HealthCheckRequest.parser(), message).getService();
  }

  private Buffer check(String service) throws CallRefused {
    ServingStatus status = status(service);
    if (status == ServingStatus.SERVICE_UNKNOWN) {
      throw new CallRefused(GrpcStatus.NOT_FOUND, "there is no such service here");
    }
    return message(status);
  }

  private Buffer list() {
    HealthListResponse.Builder all = HealthListResponse.newBuilder();
    SERVICES.forEach(service -> all.putStatuses(service, response(status(service))));
    return Buffer.buffer(all.build().toByteArray());
  }

  private ServingStatus status(String service) {
    if (!SERVICES.contains(service)) {
      return ServingStatus.SERVICE_UNKNOWN;
    }
    return ready.getAsBoolean() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }

  /** The message that tells a status. */
  static Buffer message(ServingStatus status) {
    return Buffer.buffer(response(status).toByteArray());
  }

  private static HealthCheckResponse response(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }
}
