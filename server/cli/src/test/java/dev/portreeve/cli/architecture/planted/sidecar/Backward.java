package dev.portreeve.cli.architecture.planted.sidecar;

import dev.portreeve.cli.architecture.planted.ring.left.Left;

record Backward(Left left) {}
