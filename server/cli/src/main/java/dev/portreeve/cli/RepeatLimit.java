package dev.portreeve.cli;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits how often the same is said: of each key 50 a time in any ten seconds. A client can make
 * the server log a line per request, a policy a line per check.
 */
final class RepeatLimit {
  static final int MOST = 50;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Messages without a template differ each time; then all of them are forgotten now and then. */
  private static final int MAX_KEYS = 1_000;

  private final LongSupplier nanos;
  private final ConcurrentHashMap<String, Window> windows = new ConcurrentHashMap<>();

  RepeatLimit(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * What becomes of a line.
   *
   * @param admitted whether it is written
   * @param leftOut how many like it were not since the last one that was
   */
  record Verdict(boolean admitted, long leftOut) {}

  /**
   * @param began when the first was said
   * @param said how many since, those left out included
   */
  private record Window(long began, long said) {}

  Verdict judge(String key) {
    if (windows.size() > MAX_KEYS) {
      windows.clear();
    }
    long now = nanos.getAsLong();
    Window[] before = new Window[1];
    Window after =
        windows.compute(
            key,
            (unused, window) -> {
              before[0] = window;
              return window == null || now - window.began() > WINDOW_NANOS
                  ? new Window(now, 1)
                  : new Window(window.began(), window.said() + 1);
            });
    boolean fresh = before[0] != null && after.said() == 1;
    return new Verdict(after.said() <= MOST, fresh ? Math.max(0, before[0].said() - MOST) : 0);
  }
}
