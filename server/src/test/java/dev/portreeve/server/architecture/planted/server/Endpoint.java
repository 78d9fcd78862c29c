package dev.portreeve.server.architecture.planted.server;

public record Endpoint(String path) {}
