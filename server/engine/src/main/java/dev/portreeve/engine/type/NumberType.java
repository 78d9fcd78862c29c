package dev.portreeve.engine.type;

/** A number; its typed value is a finite {@link Double}. */
public record NumberType() implements ValueType {
  @Override
  public Object accept(Object raw) {
    if (raw instanceof Number number) {
      double value = number.doubleValue();
      if (Double.isFinite(value)) {
        return raw instanceof Double ? raw : (Object) value;
      }
    }
    return RawValue.mismatch(this, raw);
  }

  @Override
  public String noun() {
    return "a number";
  }
}
