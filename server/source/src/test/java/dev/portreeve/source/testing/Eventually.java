package dev.portreeve.source.testing;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what happens by itself, as long as it may take and no longer. */
public final class Eventually {
  private static final Duration PACE = Duration.ofMillis(2);

  private Eventually() {}

  /** Waits until the value is the one wanted; the time it took. */
  public static <T> Duration becomes(T wanted, Duration atMost, Supplier<? extends T> value) {
    return becomes(wanted, atMost, PACE, value);
  }

  /** The same, looking no more often than at a pace. */
  public static <T> Duration becomes(
      T wanted, Duration atMost, Duration pace, Supplier<? extends T> value) {
    long began = System.nanoTime();
    T found = value.get();
    while (!Objects.equals(found, wanted)) {
      if (System.nanoTime() - began > atMost.toNanos()) {
        throw new AssertionError(
            "after " + atMost.toMillis() + " ms still <" + found + ">, not <" + wanted + ">");
      }
      LockSupport.parkNanos(pace.toNanos());
      found = value.get();
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
