package dev.portreeve.engine.type;

/**
 * A whole number of 64 bits; its typed value is a {@link Long}. A floating point number without a
 * fraction is one too, since protobuf's Struct knows no other numbers.
 */
public record IntegerType() implements ValueType {
  private static final double EXACT =
      9_007_199_254_740_992.0; // 2^53: above it doubles skip integers

  @Override
  public Object accept(Object raw) {
    if (raw instanceof Long) {
      return raw;
    }
    if (raw instanceof Integer small) {
      return (long) small;
    }
    if (raw instanceof Double number && number == Math.rint(number) && Math.abs(number) <= EXACT) {
      return (long) (double) number;
    }
    return RawValue.mismatch(this, raw);
  }

  @Override
  public String noun() {
    return "an integer";
  }
}
