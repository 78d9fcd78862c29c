package dev.portreeve.sidecar.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often a source may show what is not verified yet: a burst, then one a second. What has been
 * verified is not held to it, so a guesser does not shut out others behind the same address.
 */
final class FailureLimit {
  private static final int BURST = 20;
  private static final long REFILL_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int SOURCES = 10_000;

  private final LongSupplier nanos;
  private final Cache<String, long[]> failures =
      Caffeine.newBuilder()
          .maximumSize(SOURCES)
          .expireAfterAccess(Duration.ofNanos(BURST * REFILL_NANOS))
          .build();

  FailureLimit(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether the source has failed too often of late. */
  boolean reached(String source) {
    long[] since = failures.getIfPresent(source);
    return since != null && used(since) >= BURST;
  }

  /** Counts a failure. */
  void failed(String source) {
    long[] since = failures.get(source, unused -> new long[] {0, nanos.getAsLong()});
    synchronized (since) {
      since[0] = Math.min(used(since), BURST) + 1;
      since[1] = nanos.getAsLong();
    }
  }

  private long used(long[] since) {
    synchronized (since) {
      return Math.max(0, since[0] - (nanos.getAsLong() - since[1]) / REFILL_NANOS);
    }
  }
}
