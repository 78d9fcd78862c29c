package dev.portreeve.engine.type;

import dev.portreeve.engine.yaml.JsonNull;

/** A value of any type, kept raw. */
public record AnyType() implements ValueType {
  @Override
  public Object accept(Object raw) {
    return raw instanceof JsonNull ? InvalidValue.of("null is no value") : raw;
  }

  @Override
  public String noun() {
    return "a value";
  }
}
