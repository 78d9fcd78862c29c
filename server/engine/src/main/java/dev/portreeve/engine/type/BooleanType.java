package dev.portreeve.engine.type;

/** True or false. */
public record BooleanType() implements ValueType {
  @Override
  public Object accept(Object raw) {
    return raw instanceof Boolean value ? Boolean.valueOf(value) : RawValue.mismatch(this, raw);
  }

  @Override
  public String noun() {
    return "a boolean";
  }
}
