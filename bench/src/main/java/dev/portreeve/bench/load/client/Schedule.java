package dev.portreeve.bench.load.client;

import java.time.Duration;

/** When calls are due, in nanoseconds from the beginning. */
final class Schedule {
  private final double gap;
  private final long nanos;
  private final long calls;

  private Schedule(double gap, long nanos, long calls) {
    this.gap = gap;
    this.nanos = nanos;
    this.calls = calls;
  }

  /** So many calls a second, evenly. */
  static Schedule of(double rate, Duration time) {
    double gap = 1e9 / rate;
    return new Schedule(gap, time.toNanos(), (long) (time.toNanos() / gap));
  }

  /** Each call whenever it can be sent. */
  static Schedule atOnce(Duration time) {
    return new Schedule(0, time.toNanos(), Long.MAX_VALUE);
  }

  /** Whether calls are due at times of their own. */
  boolean isPaced() {
    return gap > 0;
  }

  long nanos() {
    return nanos;
  }

  boolean isDue(long call, long elapsed) {
    return call < calls && (gap == 0 ? elapsed < nanos : (long) (call * gap) <= elapsed);
  }

  /** Whether no call is due any more, when so many have been sent. */
  boolean isOver(long sent, long elapsed) {
    return sent >= calls || gap == 0 && elapsed >= nanos;
  }

  /** When a call should have been sent. */
  long due(long call, long began, long now) {
    return gap == 0 ? now : began + (long) (call * gap);
  }

  /** How many calls there had to be, when so many were sent. */
  long wanted(long sent) {
    return gap == 0 ? sent : calls;
  }
}
