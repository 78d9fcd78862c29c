package dev.portreeve.source.directory;

import java.util.concurrent.TimeUnit;

/**
 * The time between looks at files that someone may be writing.
 *
 * <p>Two looks 50 ms apart that agree are believed. Whoever goes on writing for long is looked at
 * more often towards the end, so that a pause between two writes is found; after two seconds in all
 * nobody waits any longer.
 */
class SettleTimer {
  /** The usual time between two looks. */
  static final long LOOK_MILLIS = 50;

  private static final long HURRIED_MILLIS = 1_000;
  private static final long PRESSED_MILLIS = 1_500;
  private static final long SPENT_MILLIS = 1_900;

  private final long began = System.nanoTime();

  /** How far apart two looks must be by now to be believed. */
  long waitNanos() {
    long gone = elapsedMillis();
    long millis = gone < HURRIED_MILLIS ? LOOK_MILLIS : gone < PRESSED_MILLIS ? 10 : 3;
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Waits for the next look. */
  void pause() throws SourceException {
    try {
      TimeUnit.NANOSECONDS.sleep(waitNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("interrupted while waiting for files to settle", e);
    }
  }

  boolean spent() {
    return elapsedMillis() > SPENT_MILLIS;
  }

  private long elapsedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }
}
