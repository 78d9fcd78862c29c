package dev.portreeve.server.architecture.planted.server;

import dev.portreeve.server.architecture.planted.policies.Fact;
import dev.portreeve.server.architecture.planted.proto.Message;

record Meeting(Message message, Fact fact) {}
