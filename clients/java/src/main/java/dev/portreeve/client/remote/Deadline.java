package dev.portreeve.client.remote;

import java.time.Duration;

/**
 * The moment by which something must be over.
 *
 * @param nanos of {@link System#nanoTime}
 */
public record Deadline(long nanos) {
  /** A deadline after that time. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The nanoseconds that are left, 0 when it is over. */
  public long left() {
    return Math.max(0, nanos - System.nanoTime());
  }

  /** Whether nothing is left. */
  public boolean over() {
    return left() == 0;
  }

  /** A deadline at half of what is left. */
  Deadline half() {
    return new Deadline(System.nanoTime() + left() / 2);
  }
}
