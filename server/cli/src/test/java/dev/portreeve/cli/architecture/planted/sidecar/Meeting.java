package dev.portreeve.cli.architecture.planted.sidecar;

import dev.portreeve.cli.architecture.planted.engine.Fact;
import dev.portreeve.cli.architecture.planted.proto.Message;

record Meeting(Message message, Fact fact) {}
