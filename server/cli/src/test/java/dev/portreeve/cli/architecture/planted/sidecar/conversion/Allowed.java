package dev.portreeve.cli.architecture.planted.sidecar.conversion;

import dev.portreeve.cli.architecture.planted.engine.Fact;
import dev.portreeve.cli.architecture.planted.proto.Message;

record Allowed(Message message, Fact fact) {}
