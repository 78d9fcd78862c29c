package dev.portreeve.cli.architecture.planted.store;

import dev.portreeve.cli.architecture.planted.sidecar.Endpoint;
import io.vertx.core.Vertx;

record Stored(Endpoint endpoint, Vertx vertx) {}
