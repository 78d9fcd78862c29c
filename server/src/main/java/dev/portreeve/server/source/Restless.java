package dev.portreeve.server.source;

/** A file that has changed and may still be being written. */
final class Restless {
  private Patience patience = new Patience();
  private long digest;
  private long lookedAt = System.nanoTime();

  Restless(long digest) {
    this.digest = digest;
  }

  /** How long after the last look the next one is to come. */
  long waitNanos() {
    return patience.waitNanos();
  }

  /** Whether this look, long enough after the last one, finds the file as that one did. */
  boolean agrees(long now) {
    long time = System.nanoTime();
    if (now == digest) {
      return time - lookedAt >= patience.waitNanos();
    }
    digest = now;
    lookedAt = time;
    if (patience.spent()) {
      patience = new Patience();
    }
    return false;
  }
}
