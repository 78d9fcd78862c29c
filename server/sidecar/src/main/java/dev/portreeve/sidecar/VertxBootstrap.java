package dev.portreeve.sidecar;

import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.sidecar.metrics.ProcessMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;

/** What a start needs beside the policy set, made ready on a thread of its own meanwhile. */
final class VertxBootstrap {
  private final CompletableFuture<Vertx> vertx = new CompletableFuture<>();

  private VertxBootstrap() {}

  static VertxBootstrap begin(ServerConfig config, MeterRegistry registry) {
    VertxBootstrap ground = new VertxBootstrap();
    Thread thread = new Thread(() -> ground.run(config, registry), "groundwork");
    thread.setDaemon(true);
    thread.start();
    return ground;
  }

  private void run(ServerConfig config, MeterRegistry registry) {
    try {
      Vertx made =
          Vertx.vertx(
              new VertxOptions()
                  .setPreferNativeTransport(true)
                  .setEventLoopPoolSize(config.eventLoops()));
      ProcessMeters.register(registry);
      vertx.complete(made);
    } catch (Throwable e) {
      vertx.completeExceptionally(e);
    }
  }

  /** Waits for it. */
  Vertx vertx() {
    return vertx.join();
  }

  /** Gives back what was made, because there is nothing to serve. */
  void abandon() {
    vertx().close().await();
  }
}
