package dev.portreeve.sidecar.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Two ways to decode a body: the quick one must find in it what the general one does, or leave it
 * alone.
 *
 * @param quick takes plain bodies
 * @param general takes every body that is right
 * @param said all that was found in a body, to be compared
 * @param shown a body as failures show it
 * @param <T> what is found
 */
public record BothWays<T>(
    Quick<T> quick, General<T> general, Function<T, ?> said, Function<byte[], String> shown) {
  private static final int MUTANTS = 60;

  /** The quick way. */
  @FunctionalInterface
  public interface Quick<T> {
    T decode(byte[] body) throws FastPathMiss;
  }

  /** The general way. */
  @FunctionalInterface
  public interface General<T> {
    T decode(byte[] body) throws MalformedRequest, RequestTooLarge;
  }

  /** Makes a small change to a copy of a body. */
  @FunctionalInterface
  public interface Mutation {
    byte[] of(byte[] body, Random random);
  }

  /** Whether the quick way takes a body; if so the general one must find the same in it. */
  public boolean taken(byte[] body) {
    T plain;
    try {
      plain = quick.decode(body);
    } catch (FastPathMiss e) {
      return false;
    }
    try {
      assertEquals(said.apply(general.decode(body)), said.apply(plain), () -> shown.apply(body));
    } catch (MalformedRequest | RequestTooLarge e) {
      fail("taken, though the general way refuses it: " + shown.apply(body), e);
    }
    return true;
  }

  /**
   * Decodes bodies and mutants of each, and expects nearly all bodies to be plain, and many mutants
   * of either kind.
   */
  public void assertAlike(List<byte[]> bodies, Mutation mutation, Random random) {
    int plain = 0;
    int mutantsTaken = 0;
    int mutantsRefused = 0;
    for (byte[] body : bodies) {
      plain += taken(body) ? 1 : 0;
      for (int i = 0; i < MUTANTS; i++) {
        if (taken(mutation.of(body, random))) {
          mutantsTaken++;
        } else {
          mutantsRefused++;
        }
      }
    }
    assertTrue(plain > 0.95 * bodies.size(), plain + " of " + bodies.size() + " are plain");
    assertTrue(mutantsTaken > 1_000, mutantsTaken + " mutants are plain");
    assertTrue(mutantsRefused > 1_000, mutantsRefused + " mutants are not plain");
  }
}
