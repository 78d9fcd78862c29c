package dev.portreeve.sidecar.grpc;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Until when the caller of a call waits for its answer. */
final class CallDeadline {
  /** The header that says so, as gRPC writes it: up to eight digits and a unit. */
  static final String HEADER = "grpc-timeout";

  private static final int MOST_DIGITS = 8;
  private static final long FAR_NANOS = TimeUnit.DAYS.toNanos(365);

  private CallDeadline() {}

  /**
   * A time by {@link System#nanoTime}, a year away where the header is missing or says nothing that
   * gRPC knows.
   *
   * @param timeout the header
   * @param now the time by the same clock
   */
  static long of(@Nullable String timeout, long now) {
    return now + Math.min(FAR_NANOS, nanos(timeout));
  }

  private static long nanos(@Nullable String timeout) {
    int digits = timeout == null ? 0 : timeout.length() - 1;
    if (timeout == null || digits < 1 || digits > MOST_DIGITS) {
      return FAR_NANOS;
    }
    long number = 0;
    for (int i = 0; i < digits; i++) {
      int digit = timeout.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return FAR_NANOS;
      }
      number = 10 * number + digit;
    }
    return switch (timeout.charAt(digits)) {
      case 'H' -> TimeUnit.HOURS.toNanos(number);
      case 'M' -> TimeUnit.MINUTES.toNanos(number);
      case 'S' -> TimeUnit.SECONDS.toNanos(number);
      case 'm' -> TimeUnit.MILLISECONDS.toNanos(number);
      case 'u' -> TimeUnit.MICROSECONDS.toNanos(number);
      case 'n' -> number;
      default -> FAR_NANOS;
    };
  }
}
