package dev.portreeve.cli.architecture.planted.engine;

public record Fact(String name) {}
