package dev.portreeve.sidecar;

import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.sidecar.connection.ConnectionLimits;
import dev.portreeve.sidecar.connection.Connections;
import dev.portreeve.sidecar.identity.LogText;
import dev.portreeve.sidecar.metrics.ConnectionMeters;
import dev.portreeve.sidecar.metrics.ProcessMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start needs beside the policy set, made ready on a thread of its own meanwhile. */
final class VertxBootstrap {
  private static final Logger LOG = LoggerFactory.getLogger(VertxBootstrap.class);

  /* Probes and scrapes are few and small, and must find room whatever the other port holds. */
  private static final int MANAGEMENT_CONNECTIONS = 64;
  private static final long MANAGEMENT_BYTES = 512 << 10;

  private final CompletableFuture<Network> service = new CompletableFuture<>();
  private final CompletableFuture<Network> management = new CompletableFuture<>();

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
      ConnectionLimits limits = config.connections();
      ConnectionMeters meters = new ConnectionMeters(registry);
      Connections connections = new Connections(limits, meters);
      meters.show(connections);
      service.complete(
          new Network(vertx(connections, fastest(), config.eventLoops()), connections));
      Connections managing =
          new Connections(limits.apart(MANAGEMENT_CONNECTIONS, MANAGEMENT_BYTES), meters).inHeap();
      management.complete(new Network(vertx(managing, forProbes(config), 1), managing));
      ProcessMeters.register(registry);
    } catch (Throwable e) {
      service.completeExceptionally(e);
      management.completeExceptionally(e);
    }
  }

  /** Probes need no speed; who is behind a unix socket only the system's own transport tells. */
  private static Transport forProbes(ServerConfig config) {
    return config.management() instanceof Address.Unix ? fastest() : Transport.NIO;
  }

  private static Transport fastest() {
    @Nullable Transport system = Transport.nativeTransport();
    if (system != null && !system.available()) {
      // Netty unpacks it into java.io.tmpdir, which may be read-only.
      LOG.warn(
          "the system's own transport cannot be used, so that checks take some more CPU and nobody"
              + " is known by a unix socket: {}",
          LogText.failure(system.unavailabilityCause()));
      return Transport.NIO;
    }
    return system == null ? Transport.NIO : system;
  }

  private static Vertx vertx(Connections connections, Transport transport, int loops) {
    return Vertx.builder()
        .with(
            new VertxOptions()
                .setEventLoopPoolSize(loops)
                // No file is served from the class path, and none need be written for that.
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)))
        .withTransport(connections.guard(transport.implementation()))
        .build()
        .exceptionHandler(VertxBootstrap::uncaught);
  }

  private static void uncaught(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }
    LOG.error("a handler failed", failure);
  }

  /** Waits for what answers checks. */
  Network service() {
    return service.join();
  }

  /** Waits for what answers probes. */
  Network management() {
    return management.join();
  }

  /** Gives back what was made, because there is nothing to serve, or no longer. */
  void close() {
    service().vertx().close().await();
    management().vertx().close().await();
  }
}
