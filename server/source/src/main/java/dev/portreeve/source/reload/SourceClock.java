package dev.portreeve.source.reload;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a source was looked at last, and since when what is in force may be older than what the
 * source holds. Counts in monotonic time, so that a clock that is set matters nowhere. One thread
 * looks; any may ask.
 */
public final class SourceClock {
  private final LongSupplier nanos;
  private final long made;
  private volatile long lookingSince;
  private volatile boolean looking;
  private volatile Look last;
  private volatile long inSync;

  /** The last look that ended well. */
  private record Look(Optional<Instant> time, long nanos) {}

  SourceClock() {
    this(System::nanoTime);
  }

  SourceClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.made = nanos.getAsLong();
    this.last = new Look(Optional.empty(), made);
    this.inSync = made;
  }

  /** A look begins, which may take long where the storage does not answer. */
  void begin() {
    lookingSince = nanos.getAsLong();
    looking = true;
  }

  /** The look has failed. */
  void failed() {
    looking = false;
  }

  /** The look has ended well. */
  void ended() {
    last = new Look(Optional.of(Instant.now()), lookingSince);
    looking = false;
  }

  /** What the last look found is in force. */
  void inSync() {
    inSync = last.nanos();
  }

  /** When the source was last looked at, by the wall clock; empty before the first time. */
  public Optional<Instant> lastLooked() {
    return last.time();
  }

  /** How long ago the last look that ended well began; before the first, since the start. */
  public Duration lookAge() {
    return since(last.nanos());
  }

  /** How long what is in force may have been older than what the source holds. */
  public Duration staleness() {
    return since(inSync);
  }

  /** How long the look under way has been; zero when there is none. */
  public Duration underWay() {
    return looking ? since(lookingSince) : Duration.ZERO;
  }

  private Duration since(long then) {
    return Duration.ofNanos(Math.max(0, nanos.getAsLong() - then));
  }
}
