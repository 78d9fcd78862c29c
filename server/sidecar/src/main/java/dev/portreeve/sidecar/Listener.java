package dev.portreeve.sidecar;

import dev.portreeve.sidecar.connection.ConnectionLimits;
import dev.portreeve.sidecar.connection.Connections;
import dev.portreeve.sidecar.http.UndecodableRequest;
import dev.portreeve.sidecar.identity.LogText;
import dev.portreeve.sidecar.tls.TlsReloader;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's share of a port; instances that listen at the same address share it. */
final class Listener extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 1_024;

  /** Header blocks of many small frames cost more than they say. */
  private static final int SMALL_CONTINUATIONS = 16;

  private final SocketAddress address;
  private final Connections connections;
  private final ConnectionLimits limits;
  private final Optional<TlsReloader> tls;
  private final Function<Vertx, Endpoint> doors;
  private @Nullable HttpServer server;

  /**
   * @param address where
   * @param connections are held to their limits
   * @param tls what it speaks TLS with, if it does
   * @param doors makes what answers the requests
   */
  Listener(
      SocketAddress address,
      Connections connections,
      Optional<TlsReloader> tls,
      Function<Vertx, Endpoint> doors) {
    this.tls = tls;
    this.address = address;
    this.connections = connections;
    this.limits = connections.limits();
    this.doors = doors;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setAcceptBacklog(BACKLOG)
            .setMaxHeaderSize(limits.headerBytes())
            .setMaxInitialLineLength(limits.lineBytes())
            .setHandle100ContinueAutomatically(true)
            // There are no WebSockets here; offering to compress theirs costs every request a
            // little.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            // Resets are counted with the connection's streams.
            .setHttp2RstFloodMaxRstFramePerWindow(Integer.MAX_VALUE)
            .setHttp2MaxSmallContinuationFrames(SMALL_CONTINUATIONS)
            .setHttp2ClearTextEnabled(true);
    options
        .getInitialSettings()
        .setMaxConcurrentStreams(limits.streams())
        .setMaxHeaderListSize(limits.headerBytes());
    tls.ifPresent(files -> files.apply(options));
    Endpoint door = doors.apply(vertx);
    HttpServer created =
        vertx
            .createHttpServer(options)
            .connectionHandler(
                connection -> {
                  expectBreaks(connection);
                  door.connections().handle(connection);
                  connections.open(connection);
                })
            .invalidRequestHandler(new UndecodableRequest())
            .exceptionHandler(e -> LOG.debug("a connection was not made: {}", LogText.failure(e)))
            .requestHandler(door.requests());
    server = created;
    return created.listen(address).onSuccess(up -> tls.ifPresent(files -> files.follow(up)));
  }

  /** Peers go away as they like; that is no error here. */
  private static void expectBreaks(HttpConnection connection) {
    connection.exceptionHandler(e -> LOG.debug("a connection broke: {}", LogText.failure(e)));
  }

  HttpServer server() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }
}
