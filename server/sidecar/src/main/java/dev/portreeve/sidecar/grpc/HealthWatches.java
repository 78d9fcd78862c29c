package dev.portreeve.sidecar.grpc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The clients that want to hear of changes of health. For one event loop. */
final class HealthWatches {
  private static final long TICK_MILLIS = 100;

  private final Vertx vertx;
  private final Function<String, ServingStatus> status;
  private final BooleanSupplier stopping;
  private final Set<Watch> open = new HashSet<>();
  private long timer = -1;

  HealthWatches(Vertx vertx, Function<String, ServingStatus> status, BooleanSupplier stopping) {
    this.vertx = vertx;
    this.status = status;
    this.stopping = stopping;
  }

  /** Tells a client how a service is, and again when that changes, until its deadline. */
  void add(HttpServerRequest request, String service) {
    String timeout = request.getHeader(CallDeadline.HEADER);
    Watch watch = new Watch(request, service, CallDeadline.of(timeout, System.nanoTime()));
    open.add(watch);
    request.response().exceptionHandler(broken -> forget(watch));
    request.response().closeHandler(closed -> forget(watch));
    watch.tick();
    if (timer < 0 && !open.isEmpty()) {
      timer = vertx.setPeriodic(TICK_MILLIS, id -> List.copyOf(open).forEach(Watch::tick));
    }
  }

  private void forget(Watch watch) {
    open.remove(watch);
    if (open.isEmpty() && timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }

  /** One client. */
  private final class Watch {
    private final HttpServerRequest request;
    private final String service;
    private final long deadline;
    private @Nullable ServingStatus told;
    private Future<Void> sent = Future.succeededFuture();

    Watch(HttpServerRequest request, String service, long deadline) {
      this.request = request;
      this.service = service;
      this.deadline = deadline;
    }

    void tick() {
      HttpServerResponse response = request.response();
      if (response.ended() || response.closed()) {
        forget(this);
        return;
      }
      if (!sent.isComplete()) {
        return; // nothing may follow a message before it is sent
      }
      ServingStatus now = status.apply(service);
      if (now != told) {
        told = now;
        sent = CallReply.write(request, HealthHandler.message(now));
        if (!sent.isComplete()) {
          return;
        }
      }
      if (stopping.getAsBoolean()) {
        end(GrpcStatus.UNAVAILABLE, "the server stops");
      } else if (System.nanoTime() - deadline >= 0) {
        end(GrpcStatus.DEADLINE_EXCEEDED, "the deadline of the call is over");
      }
    }

    private void end(GrpcStatus why, String problem) {
      forget(this);
      CallReply.refuse(request, why, problem);
    }
  }
}
