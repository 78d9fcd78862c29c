package dev.portreeve.sidecar.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.check.RequestRefused;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Two ways to decode a body, the server's and one that stands on a library's parser: both find the
 * same in it, or both refuse it.
 *
 * @param decoder the server's
 * @param oracle the library's
 * @param shown a body as failures show it
 */
public record BothWays(Way decoder, Way oracle, Function<byte[], String> shown) {
  private static final int MUTANTS = 15;
  private static final String REFUSED = "refused";

  /** All that is found in a body, to be compared. */
  @FunctionalInterface
  public interface Way {
    Object decode(byte[] body) throws RequestRefused;
  }

  /** Makes a small change to a copy of a body. */
  @FunctionalInterface
  public interface Mutation {
    byte[] of(byte[] body, Random random);
  }

  /** Whether a body is taken; the same both ways. */
  public boolean taken(byte[] body) {
    Object found = found(decoder, body);
    assertEquals(found(oracle, body), found, () -> shown.apply(body));
    return !found.equals(REFUSED);
  }

  private static Object found(Way way, byte[] body) {
    try {
      return way.decode(body);
    } catch (RequestRefused e) {
      return REFUSED;
    }
  }

  /**
   * Decodes bodies, all of which are right, and mutants of each, and expects many of either kind.
   */
  public void assertAlike(List<byte[]> bodies, Mutation mutation, long seed) {
    Random random = new Random(seed);
    int mutantsTaken = 0;
    int mutantsRefused = 0;
    for (byte[] body : bodies) {
      assertTrue(taken(body), () -> shown.apply(body));
      for (int i = 0; i < MUTANTS; i++) {
        if (taken(mutation.of(body, random))) {
          mutantsTaken++;
        } else {
          mutantsRefused++;
        }
      }
    }
    assertTrue(mutantsTaken > 1_000, mutantsTaken + " mutants are taken, seed " + seed);
    assertTrue(mutantsRefused > 1_000, mutantsRefused + " mutants are refused, seed " + seed);
  }
}
