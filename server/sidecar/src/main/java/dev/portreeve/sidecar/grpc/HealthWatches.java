package dev.portreeve.sidecar.grpc;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

  /**
   * Tells how a service is, and again when that changes.
   *
   * @param timeout as in the header, after which it ends
   */
  void add(HttpServerResponse response, String service, @Nullable String timeout) {
    Watch watch = new Watch(response, service, deadline(timeout));
    open.add(watch);
    response.exceptionHandler(broken -> forget(watch));
    response.closeHandler(closed -> forget(watch));
    watch.tick();
    if (timer < 0 && !open.isEmpty()) {
      timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
    }
  }

  private void tick() {
    List.copyOf(open).forEach(Watch::tick);
  }

  private void forget(Watch watch) {
    open.remove(watch);
    if (open.isEmpty() && timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }

  /** By {@link System#nanoTime}, or a time far away. */
  private static long deadline(@Nullable String timeout) {
    long nanos = TimeUnit.DAYS.toNanos(365);
    if (timeout != null && timeout.matches("[0-9]{1,8}[HMSmun]")) {
      long number = Long.parseLong(timeout.substring(0, timeout.length() - 1));
      TimeUnit unit =
          switch (timeout.charAt(timeout.length() - 1)) {
            case 'H' -> TimeUnit.HOURS;
            case 'M' -> TimeUnit.MINUTES;
            case 'S' -> TimeUnit.SECONDS;
            case 'm' -> TimeUnit.MILLISECONDS;
            case 'u' -> TimeUnit.MICROSECONDS;
            default -> TimeUnit.NANOSECONDS;
          };
      nanos = Math.min(nanos, unit.toNanos(number));
    }
    return System.nanoTime() + nanos;
  }

  /** One client. */
  private final class Watch {
    private final HttpServerResponse response;
    private final String service;
    private final long deadline;
    private @Nullable ServingStatus told;

    Watch(HttpServerResponse response, String service, long deadline) {
      this.response = response;
      this.service = service;
      this.deadline = deadline;
    }

    void tick() {
      ServingStatus now = status.apply(service);
      if (response.ended() || response.closed()) {
        forget(this);
        return;
      }
      if (now != told && !response.writeQueueFull()) {
        told = now;
        response.write(HealthHandler.frame(HealthHandler.message(now)));
      }
      if (stopping.getAsBoolean()) {
        end(GrpcStatus.UNAVAILABLE);
      } else if (System.nanoTime() - deadline >= 0) {
        end(GrpcStatus.DEADLINE_EXCEEDED);
      }
    }

    private void end(GrpcStatus why) {
      forget(this);
      HealthHandler.end(response, why);
    }
  }
}
