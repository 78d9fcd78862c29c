package dev.portreeve.sidecar.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.portreeve.proto.v1.DecisionServiceGrpcService;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.health.v1.HealthCheckRequest;
import io.vertx.grpc.health.v1.HealthCheckResponse;
import io.vertx.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.vertx.grpc.health.v1.HealthListResponse;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * {@code grpc.health.v1.Health}: whether checks are answered, now and as it changes. For one event
 * loop.
 */
final class HealthHandler implements Handler<HttpServerRequest> {
  /*
   * Written on the request itself: Vert.x's own service keeps timers and memory of every watch that
   * a client gave up, and tells of changes late.
   */
  static final String PREFIX = "/grpc.health.v1.Health/";

  private static final String GRPC = "application/grpc";
  private static final Set<String> SERVICES =
      Set.of(
          "",
          DecisionServiceGrpcService.SERVICE_NAME.fullyQualifiedName(),
          "envoy.service.auth.v3.Authorization");

  /* Before a message: whether it is compressed, and its length. */
  private static final int MESSAGE_PREFIX = 1 + Integer.BYTES;

  /** A service's name is hardly longer. */
  private static final int LONGEST = 4 << 10;

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
    Buffer body = Buffer.buffer();
    request.exceptionHandler(broken -> {});
    request.handler(
        part -> {
          if (body.length() <= LONGEST) {
            body.appendBuffer(part);
          }
        });
    request.endHandler(end -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    if (request.response().ended() || request.response().closed()) {
      return;
    }
    if (body.length() > LONGEST) {
      fail(request, GrpcStatus.RESOURCE_EXHAUSTED, "the request is larger than 4096 bytes");
    } else if (body.length() < MESSAGE_PREFIX
        || body.getInt(1) != body.length() - MESSAGE_PREFIX) {
      fail(request, GrpcStatus.UNIMPLEMENTED, "exactly one message is expected");
    } else if (body.getByte(0) != 0) {
      fail(request, GrpcStatus.UNIMPLEMENTED, "compressed messages are not taken here");
    } else {
      answer(request, body.getBytes(MESSAGE_PREFIX, body.length()));
    }
  }

  private void answer(HttpServerRequest request, byte[] message) {
    try {
      switch (request.path().substring(PREFIX.length())) {
        case "Check" -> check(request, HealthCheckRequest.parseFrom(message).getService());
        case "Watch" -> watch(request, HealthCheckRequest.parseFrom(message).getService());
        case "List" -> list(request);
        default -> fail(request, GrpcStatus.UNIMPLEMENTED, "there is no such method");
      }
    } catch (InvalidProtocolBufferException e) {
      fail(request, GrpcStatus.INVALID_ARGUMENT, "the message is not a HealthCheckRequest");
    }
  }

  private void check(HttpServerRequest request, String service) {
    ServingStatus status = status(service);
    if (status == ServingStatus.SERVICE_UNKNOWN) {
      fail(request, GrpcStatus.NOT_FOUND, "there is no such service");
    } else {
      head(request).write(frame(message(status)));
      end(request.response(), GrpcStatus.OK);
    }
  }

  private void list(HttpServerRequest request) {
    HealthListResponse.Builder all = HealthListResponse.newBuilder();
    SERVICES.forEach(service -> all.putStatuses(service, message(status(service))));
    head(request).write(frame(all.build()));
    end(request.response(), GrpcStatus.OK);
  }

  private void watch(HttpServerRequest request, String service) {
    watches.add(head(request), service, request.getHeader("grpc-timeout"));
  }

  private ServingStatus status(String service) {
    if (!SERVICES.contains(service)) {
      return ServingStatus.SERVICE_UNKNOWN;
    }
    return ready.getAsBoolean() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }

  private static HttpServerResponse head(HttpServerRequest request) {
    return request.response().setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, GRPC);
  }

  static HealthCheckResponse message(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }

  static Buffer frame(MessageLite message) {
    byte[] bytes = message.toByteArray();
    return Buffer.buffer(MESSAGE_PREFIX + bytes.length)
        .appendByte((byte) 0)
        .appendInt(bytes.length)
        .appendBytes(bytes);
  }

  static void end(HttpServerResponse response, GrpcStatus status) {
    response.putTrailer("grpc-status", Integer.toString(status.code));
    response.end();
  }

  private static void fail(HttpServerRequest request, GrpcStatus status, String problem) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, GRPC)
        .putHeader("grpc-status", Integer.toString(status.code))
        .putHeader("grpc-message", problem)
        .end();
  }
}
