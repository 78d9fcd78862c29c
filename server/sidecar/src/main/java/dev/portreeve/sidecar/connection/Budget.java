package dev.portreeve.sidecar.connection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes that requests and answers hold, over all event loops of a port. */
final class Budget {
  /*
   * A request that is read and answered at once holds nothing here, so neither batches nor half-sent
   * bodies can take its place. All others hold bytes, each kind up to its own share of the whole:
   * what comes later in the list still finds room when those before it have taken all of theirs.
   */
  enum Share {
    /** Batches, which are let in as a whole. */
    BATCH(4),
    /** Unfinished headers, and what batches hold that are not let in yet. */
    UNFINISHED(5),
    /** The bodies of single checks. */
    SINGLE(7),
    /** What those hold that are not let in yet. */
    ALL(8);

    private final int eighths;

    Share(int eighths) {
      this.eighths = eighths;
    }

    /** Of what is not let in yet. */
    Share waiting() {
      return this == SINGLE ? ALL : UNFINISHED;
    }
  }

  private static final int EIGHTHS = 8;

  private final long total;
  private final Runnable released;
  private final AtomicLong held = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param total bytes
   * @param released run when bytes become free while something waits for them
   */
  Budget(long total, Runnable released) {
    this.total = total;
    this.released = released;
  }

  /** The least total of which a batch of so many bytes gets its share. */
  static long leastFor(long batchBytes) {
    return batchBytes * EIGHTHS / Share.BATCH.eighths;
  }

  /** Takes bytes if the share has room for them. */
  boolean tryHold(long bytes, Share share) {
    long limit = total / EIGHTHS * share.eighths;
    long now = held.get();
    while (now + bytes <= limit) {
      if (held.compareAndSet(now, now + bytes)) {
        return true;
      }
      now = held.get();
    }
    return false;
  }

  /** Whether a share has no room left at all. */
  boolean full(Share share) {
    return held.get() >= total / EIGHTHS * share.eighths;
  }

  /**
   * Whether an answer of so many bytes may wait until its client takes it. One that is longer than
   * a quarter of the whole counts as a quarter, or it would never be sent.
   */
  boolean hasRoom(long answer) {
    return held.get() + Math.min(answer, total / 4) <= total / EIGHTHS * Share.SINGLE.eighths;
  }

  /** Takes bytes that exist already, room or not. */
  void hold(long bytes) {
    held.addAndGet(bytes);
  }

  void release(long bytes) {
    if (bytes > 0) {
      held.addAndGet(-bytes);
      if (waiting.get() > 0) {
        released.run();
      }
    }
  }

  /** Tells that something waits, or with -1 that it no longer does. */
  void waiting(int more) {
    waiting.addAndGet(more);
  }

  long held() {
    return held.get();
  }

  /** Whether others wait for what is held, or soon will. */
  boolean scarce() {
    return waiting.get() > 0 || held.get() > total / EIGHTHS * Share.UNFINISHED.eighths;
  }
}
