package dev.portreeve.engine.type;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads moments as RFC 3339 writes them, and nothing else that Java takes for one: seconds and the
 * minutes of an offset are never left out, years have four digits.
 *
 * <p>Moments lie within the years 1 to 9999, as CEL's do. What is finer than a nanosecond is cut
 * off. A leap second is refused, since Java's clock knows none.
 */
public final class Rfc3339 {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?"
              + "(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");
  private static final int NANO_DIGITS = 9;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Rfc3339() {}

  /** The moment, or null when the text is none. */
  public static @Nullable Instant parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(form, 1),
              number(form, 2),
              number(form, 3),
              number(form, 4),
              number(form, 5),
              number(form, 6),
              nanos(form.group(7)));
      Instant moment = local.toInstant(ZoneOffset.UTC).minusSeconds(offset(form));
      return moment.isBefore(FIRST) || moment.isAfter(LAST) ? null : moment;
    } catch (DateTimeException e) {
      return null; // a 30th of February, or an offset that does not exist
    }
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }

  private static int nanos(@Nullable String fraction) {
    if (fraction == null) {
      return 0;
    }
    String digits = fraction.length() > NANO_DIGITS ? fraction.substring(0, NANO_DIGITS) : fraction;
    return Integer.parseInt(digits + "0".repeat(NANO_DIGITS - digits.length()));
  }

  /** The offset in seconds; ZoneOffset itself ends at 18 hours. */
  private static long offset(Matcher form) {
    if (form.group(8) == null) {
      return 0;
    }
    int hours = number(form, 9);
    int minutes = number(form, 10);
    if (hours > 23 || minutes > 59) {
      throw new DateTimeException("no such offset");
    }
    return (form.group(8).equals("-") ? -1 : 1) * (hours * 3_600L + minutes * 60L);
  }
}
