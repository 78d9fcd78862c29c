package dev.portreeve.cli.architecture.planted.engine;

import dev.portreeve.cli.architecture.planted.sidecar.Endpoint;

record Upward(Endpoint endpoint) {}
