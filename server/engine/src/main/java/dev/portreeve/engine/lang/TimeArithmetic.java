package dev.portreeve.engine.lang;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * CEL's arithmetic of timestamps and durations: timestamps lie within the years 1 to 9999, and a
 * computed duration is limited to as many nanoseconds as 64 bits count. Null stands for an error.
 */
public final class TimeArithmetic {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private TimeArithmetic() {}

  /** The sum of two durations, or of a timestamp and a duration in either order. */
  public static @Nullable Object sum(Object left, Object right) {
    try {
      if (left instanceof Instant moment) {
        return inRange(moment.plus((Duration) right));
      }
      return right instanceof Instant moment
          ? inRange(moment.plus((Duration) left))
          : inRange(((Duration) left).plus((Duration) right));
    } catch (ArithmeticException | DateTimeException e) {
      return null;
    }
  }

  /** The difference of two durations, two timestamps, or a timestamp and a duration. */
  public static @Nullable Object difference(Object left, Object right) {
    try {
      if (left instanceof Instant moment) {
        return right instanceof Instant other
            ? inRange(Duration.between(other, moment))
            : inRange(moment.minus((Duration) right));
      }
      return inRange(((Duration) left).minus((Duration) right));
    } catch (ArithmeticException | DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Object inRange(Instant moment) {
    return moment.isBefore(FIRST) || moment.isAfter(LAST) ? null : moment;
  }

  private static Object inRange(Duration duration) {
    var unused = duration.toNanos(); // throws when out of range
    return duration;
  }
}
