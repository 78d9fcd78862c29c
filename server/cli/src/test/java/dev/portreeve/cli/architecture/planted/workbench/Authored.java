package dev.portreeve.cli.architecture.planted.workbench;

import dev.portreeve.cli.architecture.planted.sidecar.Endpoint;
import io.vertx.core.Vertx;

record Authored(Endpoint endpoint, Vertx vertx) {}
