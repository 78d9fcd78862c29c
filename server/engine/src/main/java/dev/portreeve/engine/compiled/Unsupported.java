package dev.portreeve.engine.compiled;

/** An expression that the compiler leaves to cel-java's runtime. */
final class Unsupported extends Exception {
  private static final long serialVersionUID = 1;

  Unsupported(String what) {
    super(what);
  }
}
