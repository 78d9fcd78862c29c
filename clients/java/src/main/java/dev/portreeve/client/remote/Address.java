package dev.portreeve.client.remote;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An endpoint, and whether it is worth asking now.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
final class Address<Q, A> {
  /*
   * After a failure an address rests, longer with each failure in a row. The first check after that
   * tries it and puts the end of the rest off at once, so that not all checks of that moment wait
   * for a server that still hangs.
   */
  private static final long FIRST_REST_NANOS = Duration.ofMillis(200).toNanos();
  private static final long LONGEST_REST_NANOS = Duration.ofSeconds(10).toNanos();

  private final Endpoint<Q, A> endpoint;
  private int failures;
  private long restsUntil;

  Address(Endpoint<Q, A> endpoint) {
    this.endpoint = endpoint;
  }

  Endpoint<Q, A> endpoint() {
    return endpoint;
  }

  /** Takes it for a request, if it does not rest. */
  synchronized boolean take() {
    if (failures == 0) {
      return true;
    }
    long now = System.nanoTime();
    if (restsUntil - now > 0) {
      return false;
    }
    restsUntil = now + rest();
    return true;
  }

  /** When its rest ends or has ended, by {@link System#nanoTime}. */
  synchronized long restsUntil() {
    return failures == 0 ? System.nanoTime() : restsUntil;
  }

  synchronized void answered() {
    failures = 0;
  }

  synchronized void failed() {
    failures = Math.min(failures + 1, 16);
    restsUntil = System.nanoTime() + rest();
  }

  private long rest() {
    long longest = Math.min(LONGEST_REST_NANOS, FIRST_REST_NANOS << (failures - 1));
    return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2);
  }
}
