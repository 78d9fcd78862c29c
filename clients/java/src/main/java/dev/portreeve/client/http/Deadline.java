package dev.portreeve.client.http;

import java.time.Duration;

/**
 * The moment by which something must be over.
 *
 * @param nanos of {@link System#nanoTime}
 */
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left, 0 when it is over. */
  long left() {
    return Math.max(0, nanos - System.nanoTime());
  }

  boolean over() {
    return left() == 0;
  }

  /** A deadline at half of what is left. */
  Deadline half() {
    return new Deadline(System.nanoTime() + left() / 2);
  }
}
