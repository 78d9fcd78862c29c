package dev.portreeve.cli.architecture.planted.unmarked;

record Unmarked(String name) {}
