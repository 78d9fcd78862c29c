package dev.portreeve.engine.compiled;

import dev.cel.common.types.CelType;

/** How the JVM holds the value of an expression. */
enum StackKind {
  BOOL("Z"),
  INT("J"),
  DOUBLE("D"),
  STRING("Ljava/lang/String;"),
  OBJECT("Ljava/lang/Object;");

  private final String descriptor;

  StackKind(String descriptor) {
    this.descriptor = descriptor;
  }

  /** The type descriptor of the class file format. */
  String descriptor() {
    return descriptor;
  }

  static StackKind of(CelType type) {
    return switch (type.kind()) {
      case BOOL -> BOOL;
      case INT -> INT;
      case DOUBLE -> DOUBLE;
      case STRING -> STRING;
      default -> OBJECT;
    };
  }
}
