package dev.portreeve.workbench.set;

/** Says why the texts of a policy set cannot be had. */
public final class UnreadableSet extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem for the author, naming the directory or file
   */
  public UnreadableSet(String problem) {
    super(problem);
  }

  /** One line for the author. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
