package dev.portreeve.cli.architecture.planted.proto;

import dev.portreeve.cli.architecture.planted.engine.Fact;

public record Message(Fact fact) {}
