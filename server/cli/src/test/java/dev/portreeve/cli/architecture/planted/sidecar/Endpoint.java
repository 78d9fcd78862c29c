package dev.portreeve.cli.architecture.planted.sidecar;

public record Endpoint(String path) {}
