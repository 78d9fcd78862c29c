package dev.portreeve.cli.architecture.planted.engine;

import java.nio.file.Path;

record Reading(Path path) {}
