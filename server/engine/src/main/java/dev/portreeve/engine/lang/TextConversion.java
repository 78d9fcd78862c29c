package dev.portreeve.engine.lang;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.type.Rfc3339;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CEL's conversions of texts, which are stricter than Java's parsers: no white space around, digits
 * of ASCII only, no suffixes of Java's. Null stands for a text that is no such value.
 */
public final class TextConversion {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,40}");
  private static final Pattern UNSIGNED = Pattern.compile("[0-9]{1,40}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");
  private static final Pattern SPECIAL = Pattern.compile("nan|([+-]?)inf(?:inity)?");
  private static final String AMOUNT = "([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)";
  private static final Pattern DURATION = Pattern.compile("([+-]?)(?:0|(?:" + AMOUNT + ")+)");
  private static final Pattern PART = Pattern.compile(AMOUNT);
  private static final int MAX_TEXT = 200;
  private static final Map<String, BigDecimal> NANOS =
      Map.of(
          "ns", BigDecimal.ONE,
          "us", BigDecimal.valueOf(1_000),
          "µs", BigDecimal.valueOf(1_000),
          "μs", BigDecimal.valueOf(1_000),
          "ms", BigDecimal.valueOf(1_000_000),
          "s", BigDecimal.valueOf(1_000_000_000L),
          "m", BigDecimal.valueOf(60_000_000_000L),
          "h", BigDecimal.valueOf(3_600_000_000_000L));

  /* Protobuf's durations reach some ten thousand years. */
  private static final BigInteger MAX_NANOS =
      BigInteger.valueOf(315_576_000_000L).multiply(BigInteger.valueOf(1_000_000_000L));

  private TextConversion() {}

  /** {@code int("-12")}. */
  public static @Nullable Long toInt(String text) {
    if (!INTEGER.matcher(text).matches()) {
      return null;
    }
    BigInteger value = new BigInteger(text);
    return value.bitLength() < Long.SIZE ? (Long) value.longValue() : null;
  }

  /** {@code uint("12")}, as the bits of an unsigned number. */
  static @Nullable Long toUint(String text) {
    if (!UNSIGNED.matcher(text).matches()) {
      return null;
    }
    BigInteger value = new BigInteger(text);
    return value.bitLength() <= Long.SIZE ? (Long) value.longValue() : null;
  }

  /** {@code double("1.5e3")}; beyond a double's range it is no value. */
  public static @Nullable Double toDouble(String text) {
    Matcher special = SPECIAL.matcher(text.toLowerCase(Locale.ROOT));
    if (special.matches()) {
      String sign = special.group(1);
      return sign == null
          ? Double.NaN
          : sign.equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (text.length() > MAX_TEXT || !NUMBER.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? null : (Double) value;
  }

  /** {@code timestamp("2026-01-31T12:00:00Z")}. */
  public static @Nullable Instant toTimestamp(String text) {
    return Rfc3339.parse(text);
  }

  /** {@code duration("1h30m")}; what is finer than a nanosecond is cut off. */
  public static @Nullable Duration toDuration(String text) {
    Matcher form = DURATION.matcher(text);
    if (text.length() > MAX_TEXT || !form.matches()) {
      return null;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      String amount = part.group(1).endsWith(".") ? part.group(1) + "0" : part.group(1);
      nanos = nanos.add(new BigDecimal(amount).multiply(requireNonNull(NANOS.get(part.group(2)))));
    }
    BigInteger whole = nanos.toBigInteger();
    if (whole.compareTo(MAX_NANOS) > 0) {
      return null;
    }
    BigInteger[] split = whole.divideAndRemainder(BigInteger.valueOf(1_000_000_000L));
    Duration duration = Duration.ofSeconds(split[0].longValue(), split[1].longValue());
    return form.group(1).equals("-") ? duration.negated() : duration;
  }
}
