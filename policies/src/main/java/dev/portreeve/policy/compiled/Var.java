package dev.portreeve.policy.compiled;

/** A value kept in a local variable of the compiled method; compared by identity. */
final class Var {
  private final String name;
  private final Kind kind;
  private final boolean fails;

  /**
   * @param name for people who debug the compiler
   * @param fails whether reading it can meet the problem its computation met
   */
  Var(String name, Kind kind, boolean fails) {
    this.name = name;
    this.kind = kind;
    this.fails = fails;
  }

  Kind kind() {
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
