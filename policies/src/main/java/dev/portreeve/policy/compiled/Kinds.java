package dev.portreeve.policy.compiled;

import dev.portreeve.policy.type.BooleanType;
import dev.portreeve.policy.type.IntegerType;
import dev.portreeve.policy.type.NumberType;
import dev.portreeve.policy.type.StringType;
import dev.portreeve.policy.type.ValueType;

/** How the JVM holds values of declared types. */
final class Kinds {
  private Kinds() {}

  static Kind of(ValueType type) {
    if (type instanceof BooleanType) {
      return Kind.BOOL;
    }
    if (type instanceof IntegerType) {
      return Kind.INT;
    }
    if (type instanceof NumberType) {
      return Kind.DOUBLE;
    }
    return type instanceof StringType ? Kind.STRING : Kind.OBJECT;
  }
}
