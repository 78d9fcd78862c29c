package dev.portreeve.engine.filter;

/** Says what is wrong with the part of a request that asks for SQL. */
public final class FilterProblem extends Exception {
  private static final long serialVersionUID = 1;

  private final String field;

  /**
   * @param field the path of the field at fault
   * @param problem what is wrong and what to write
   */
  FilterProblem(String field, String problem) {
    super(problem, null, false, false);
    this.field = field;
  }

  /** The path of the field at fault. */
  public String field() {
    return field;
  }

  /** What is wrong, for the caller to read. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
