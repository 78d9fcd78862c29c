package dev.portreeve.engine.type;

/**
 * A number; its typed value is a finite {@link Double}.
 *
 * @param minimum the smallest that is taken
 * @param maximum the largest that is taken
 */
public record NumberType(double minimum, double maximum) implements ValueType {

  /** Any number. */
  public NumberType() {
    this(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  @Override
  public Object accept(Object raw) {
    if (!(raw instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      return RawValue.mismatch(this, raw);
    }
    double value = number.doubleValue();
    if (value < minimum) {
      return InvalidValue.of(value + " is less than the minimum, " + minimum);
    }
    if (value > maximum) {
      return InvalidValue.of(value + " is more than the maximum, " + maximum);
    }
    return raw instanceof Double ? raw : (Object) value;
  }

  @Override
  public String noun() {
    return "a number";
  }
}
