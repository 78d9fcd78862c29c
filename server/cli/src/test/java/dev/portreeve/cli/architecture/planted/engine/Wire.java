package dev.portreeve.cli.architecture.planted.engine;

import dev.portreeve.cli.architecture.planted.proto.Message;

record Wire(Message message) {}
