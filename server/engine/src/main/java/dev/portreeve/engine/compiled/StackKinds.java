package dev.portreeve.engine.compiled;

import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.ValueType;

/** How the JVM holds values of declared types. */
final class StackKinds {
  private StackKinds() {}

  static StackKind of(ValueType type) {
    if (type instanceof BooleanType) {
      return StackKind.BOOL;
    }
    if (type instanceof IntegerType) {
      return StackKind.INT;
    }
    if (type instanceof NumberType) {
      return StackKind.DOUBLE;
    }
    return type instanceof StringType ? StackKind.STRING : StackKind.OBJECT;
  }
}
