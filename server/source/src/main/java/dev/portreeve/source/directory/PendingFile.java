package dev.portreeve.source.directory;

/** A file that has changed and may still be being written. */
final class PendingFile {
  private SettleTimer timer = new SettleTimer();
  private long digest;
  private long lookedAt = System.nanoTime();

  PendingFile(long digest) {
    this.digest = digest;
  }

  /** How long after the last look the next one is to come. */
  long waitNanos() {
    return timer.waitNanos();
  }

  /** Whether this look, long enough after the last one, finds the file as that one did. */
  boolean agrees(long now) {
    long time = System.nanoTime();
    if (now == digest) {
      return time - lookedAt >= timer.waitNanos();
    }
    digest = now;
    lookedAt = time;
    if (timer.spent()) {
      timer = new SettleTimer();
    }
    return false;
  }
}
