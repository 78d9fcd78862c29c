package dev.portreeve.engine.compiled;

/** A value kept in a local variable of the compiled method; compared by identity. */
final class LocalVariable {
  private final String name;
  private final StackKind kind;
  private final boolean fails;

  /**
   * @param name for people who debug the compiler
   * @param fails whether reading it can meet the problem its computation met
   */
  LocalVariable(String name, StackKind kind, boolean fails) {
    this.name = name;
    this.kind = kind;
    this.fails = fails;
  }

  StackKind kind() {
    return kind;
  }

  boolean fails() {
    return fails;
  }

  @Override
  public String toString() {
    return name;
  }
}
