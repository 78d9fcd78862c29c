package dev.portreeve.server.architecture.planted.policies;

import io.vertx.core.Vertx;

record Framework(Vertx vertx) {}
