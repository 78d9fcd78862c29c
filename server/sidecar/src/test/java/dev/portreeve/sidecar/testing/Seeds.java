package dev.portreeve.sidecar.testing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seeds for tests on random input: a fresh one each run, printed, or the one to repeat. */
public final class Seeds {
  private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

  private Seeds() {}

  /** A seed; {@code -Dportreeve.seed=NUMBER} repeats a run. */
  public static long fresh() {
    long seed = Long.getLong("portreeve.seed", System.nanoTime());
    LOG.warn("seed {}: repeat with -Dportreeve.seed={}", seed, seed);
    return seed;
  }
}
