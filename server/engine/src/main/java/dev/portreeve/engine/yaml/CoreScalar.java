package dev.portreeve.engine.yaml;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Scalars as the YAML 1.2 core schema reads them, by their looks or by their tag. */
final class CoreScalar {
  private static final String STANDARD = "tag:yaml.org,2002:";
  private static final Set<String> TAGS = Set.of("!!int", "!!float", "!!bool", "!!null");

  private static final Pattern INTEGER =
      Pattern.compile("[-+]?[0-9]{1,40}|0o[0-7]{1,40}|0x[0-9a-fA-F]{1,40}");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
  private static final Set<String> NOT_A_NUMBER = Set.of(".nan", ".NaN", ".NAN");
  private static final int LONGEST_NUMBER = 60;

  private CoreScalar() {}

  /** What a plain scalar without a tag means. */
  static Object resolve(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> JsonNull.INSTANCE;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> number(text);
    };
  }

  private static Object number(String text) {
    char first = text.charAt(0);
    boolean looksLikeOne = first >= '0' && first <= '9' || "+-.".indexOf(first) >= 0;
    if (!looksLikeOne || text.length() > LONGEST_NUMBER) {
      return text;
    }
    if (INTEGER.matcher(text).matches()) {
      return integer(text);
    }
    if (FLOAT.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    if (INFINITE.matcher(text).matches()) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return NOT_A_NUMBER.contains(text) ? (Object) Double.NaN : text;
  }

  private static Object integer(String text) {
    int radix = text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : 10;
    BigInteger value = new BigInteger(radix == 10 ? text : text.substring(2), radix);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  /** What a scalar with a tag means, or empty when the tag is unknown or says something else. */
  static Optional<Object> resolve(String shortTag, String text) {
    Object plain = resolve(text);
    return switch (shortTag) {
      case "!", "!!str" -> Optional.of(text);
      case "!!null" -> only(plain, plain instanceof JsonNull);
      case "!!bool" -> only(plain, plain instanceof Boolean);
      case "!!int" -> only(plain, plain instanceof Long || plain instanceof BigInteger);
      case "!!float" ->
          plain instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Object> only(Object value, boolean fits) {
    return fits ? Optional.of(value) : Optional.empty();
  }

  /** Whether a tag speaks of a scalar other than a string. */
  static boolean isScalarTag(String tag) {
    return TAGS.contains(shortTag(tag));
  }

  /** A tag as it is written: {@code !!str}. */
  static String shortTag(String tag) {
    return tag.startsWith(STANDARD) ? "!!" + tag.substring(STANDARD.length()) : tag;
  }
}
