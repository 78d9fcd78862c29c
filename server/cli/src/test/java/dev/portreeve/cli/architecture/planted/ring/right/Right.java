package dev.portreeve.cli.architecture.planted.ring.right;

import dev.portreeve.cli.architecture.planted.ring.left.Left;
import java.util.List;
import java.util.logging.Logger;

public record Right(List<Left> lefts, Logger logger) {}
