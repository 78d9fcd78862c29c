package dev.portreeve.sidecar;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;

/**
 * What is behind a port, for one event loop.
 *
 * @param requests answers them
 * @param connections sees each when it is new
 */
record Endpoint(Handler<HttpServerRequest> requests, Handler<HttpConnection> connections) {
  /** One that does nothing about connections. */
  Endpoint(Handler<HttpServerRequest> requests) {
    this(requests, connection -> {});
  }
}
