package dev.portreeve.sidecar;

import dev.portreeve.sidecar.connection.Connections;
import io.vertx.core.Vertx;

/**
 * The event loops of a port and the connections that they serve.
 *
 * @param vertx owns the event loops
 * @param connections over all of them
 */
record Network(Vertx vertx, Connections connections) {}
