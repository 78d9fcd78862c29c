package dev.portreeve.server.architecture.planted.policies;

import dev.portreeve.server.architecture.planted.proto.Message;

record Wire(Message message) {}
