package dev.portreeve.server.architecture.planted.server.conversion;

import dev.portreeve.server.architecture.planted.policies.Fact;
import dev.portreeve.server.architecture.planted.proto.Message;

record Allowed(Message message, Fact fact) {}
