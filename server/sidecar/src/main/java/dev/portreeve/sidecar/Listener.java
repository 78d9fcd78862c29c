package dev.portreeve.sidecar;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's share of a port; instances that listen at the same address share it. */
final class Listener extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 1_024;
  private static final int CONCURRENT_STREAMS = 1_000;

  /** A proxy hands on all the headers it took, and may put the whole target into the path. */
  private static final int HEADER_BYTES = 64 << 10;

  private static final int LINE_BYTES = 20 << 10;

  private final SocketAddress address;
  private final Function<Vertx, Endpoint> doors;
  private @Nullable HttpServer server;

  /**
   * @param address where
   * @param doors makes what answers the requests
   */
  Listener(SocketAddress address, Function<Vertx, Endpoint> doors) {
    this.address = address;
    this.doors = doors;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setAcceptBacklog(BACKLOG)
            .setMaxHeaderSize(HEADER_BYTES)
            .setMaxInitialLineLength(LINE_BYTES)
            .setHandle100ContinueAutomatically(true)
            // There are no WebSockets here; offering to compress theirs costs every request a
            // little.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setHttp2ClearTextEnabled(true);
    options
        .getInitialSettings()
        .setMaxConcurrentStreams(CONCURRENT_STREAMS)
        .setMaxHeaderListSize(HEADER_BYTES);
    Endpoint door = doors.apply(vertx);
    HttpServer created =
        vertx
            .createHttpServer(options)
            .connectionHandler(
                connection -> {
                  expectBreaks(connection);
                  door.connections().handle(connection);
                })
            .exceptionHandler(e -> LOG.debug("a connection was not made", e))
            .requestHandler(door.requests());
    server = created;
    return created.listen(address);
  }

  /** Peers go away as they like; that is no error here. */
  private static void expectBreaks(HttpConnection connection) {
    connection.exceptionHandler(e -> LOG.debug("a connection broke", e));
  }

  HttpServer server() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }
}
