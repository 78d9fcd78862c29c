package dev.portreeve.source.testing;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what happens by itself, as long as it may take and no longer. */
public final class Eventually {
  private static final long PACE_NANOS = 2_000_000;

  private Eventually() {}

  /** Waits until the value is the one wanted; the time it took. */
  public static <T> Duration becomes(T wanted, Duration atMost, Supplier<? extends T> value) {
    long began = System.nanoTime();
    T found = value.get();
    while (!Objects.equals(found, wanted)) {
      if (System.nanoTime() - began > atMost.toNanos()) {
        throw new AssertionError(
            "after " + atMost.toMillis() + " ms still <" + found + ">, not <" + wanted + ">");
      }
      LockSupport.parkNanos(PACE_NANOS);
      found = value.get();
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
