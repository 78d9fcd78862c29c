package dev.portreeve.policy.compiled;

import dev.cel.common.types.CelType;

/** How the JVM holds the value of an expression. */
enum Kind {
  BOOL("Z"),
  INT("J"),
  DOUBLE("D"),
  STRING("Ljava/lang/String;"),
  OBJECT("Ljava/lang/Object;");

  private final String descriptor;

  Kind(String descriptor) {
    this.descriptor = descriptor;
  }

  /** The type descriptor of the class file format. */
  String descriptor() {
    return descriptor;
  }

  static Kind of(CelType type) {
    return switch (type.kind()) {
      case BOOL -> BOOL;
      case INT -> INT;
      case DOUBLE -> DOUBLE;
      case STRING -> STRING;
      default -> OBJECT;
    };
  }
}
