package dev.portreeve.engine.type;

/**
 * A whole number of 64 bits; its typed value is a {@link Long}. A floating point number without a
 * fraction is one too, since protobuf's Struct knows no other numbers.
 *
 * @param minimum the smallest that is taken
 * @param maximum the largest that is taken
 */
public record IntegerType(long minimum, long maximum) implements ValueType {
  private static final double EXACT =
      9_007_199_254_740_992.0; // 2^53: above it doubles skip integers

  /** Any whole number. */
  public IntegerType() {
    this(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public Object accept(Object raw) {
    if (raw instanceof Long whole) {
      return inRange(whole);
    }
    if (raw instanceof Integer small) {
      return inRange((long) small);
    }
    if (raw instanceof Double number && number == Math.rint(number) && Math.abs(number) <= EXACT) {
      return inRange((long) (double) number);
    }
    return RawValue.mismatch(this, raw);
  }

  private Object inRange(Long value) {
    if (value < minimum) {
      return InvalidValue.of(value + " is less than the minimum, " + minimum);
    }
    return value > maximum
        ? InvalidValue.of(value + " is more than the maximum, " + maximum)
        : value;
  }

  @Override
  public String noun() {
    return "an integer";
  }
}
