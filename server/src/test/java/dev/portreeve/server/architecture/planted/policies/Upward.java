package dev.portreeve.server.architecture.planted.policies;

import dev.portreeve.server.architecture.planted.server.Endpoint;

record Upward(Endpoint endpoint) {}
