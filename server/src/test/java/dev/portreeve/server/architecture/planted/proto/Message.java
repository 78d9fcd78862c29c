package dev.portreeve.server.architecture.planted.proto;

import dev.portreeve.server.architecture.planted.policies.Fact;

public record Message(Fact fact) {}
