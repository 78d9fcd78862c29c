package dev.portreeve.sidecar.symbols;

import dev.portreeve.engine.schema.Entity;

/** The parts of a check that a request has given, as the bits of a number: it costs no object. */
public final class GivenParts {
  private static final int REQUIRED =
      bit(Entity.SUBJECT) | bit(Entity.ACTION) | bit(Entity.RESOURCE);

  private GivenParts() {}

  /** The bit of one part. */
  public static int bit(Entity part) {
    return switch (part) {
      case SUBJECT -> 1;
      case ACTION -> 2;
      case RESOURCE -> 4;
      case CONTEXT -> 8;
    };
  }

  /** Gives up unless all the parts are given that a check must have. */
  public static void expectRequired(int given) throws FastPathMiss {
    if ((given & REQUIRED) != REQUIRED) {
      throw FastPathMiss.IT;
    }
  }
}
