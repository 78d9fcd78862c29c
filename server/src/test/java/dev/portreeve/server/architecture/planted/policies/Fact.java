package dev.portreeve.server.architecture.planted.policies;

public record Fact(String name) {}
