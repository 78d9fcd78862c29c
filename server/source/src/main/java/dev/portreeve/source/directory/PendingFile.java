package dev.portreeve.source.directory;

/** A file that has changed and may still be being written. */
final class PendingFile {
  private SettleTimer patience = new SettleTimer();
  private long digest;
  private long lookedAt = System.nanoTime();

  PendingFile(long digest) {
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
      patience = new SettleTimer();
    }
    return false;
  }
}
