package dev.portreeve.server.architecture.planted.unmarked;

record Unmarked(String name) {}
