package dev.portreeve.policy.type;

import dev.portreeve.policy.source.JsonNull;

/** A value of any type, kept raw. */
public record AnyType() implements ValueType {
  @Override
  public Object accept(Object raw) {
    return raw instanceof JsonNull ? Invalid.of("null is no value") : raw;
  }

  @Override
  public String noun() {
    return "a value";
  }
}
