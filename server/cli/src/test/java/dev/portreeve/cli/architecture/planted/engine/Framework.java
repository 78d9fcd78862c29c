package dev.portreeve.cli.architecture.planted.engine;

import io.vertx.core.Vertx;

record Framework(Vertx vertx) {}
