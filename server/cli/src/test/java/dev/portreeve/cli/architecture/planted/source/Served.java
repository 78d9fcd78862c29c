package dev.portreeve.cli.architecture.planted.source;

import dev.portreeve.cli.architecture.planted.sidecar.Endpoint;
import io.vertx.core.Vertx;

record Served(Endpoint endpoint, Vertx vertx) {}
