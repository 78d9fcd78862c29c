package dev.portreeve.workbench.replay;

/** Says why a decision log cannot be read. */
public final class UnreadableLog extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem for people, naming the file
   */
  public UnreadableLog(String problem) {
    super(problem);
  }

  /** One line for people. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
