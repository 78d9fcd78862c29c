package dev.portreeve.workbench.space;

/** Says what is wrong with a name or value that an author wrote. */
public final class UnfitName extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem for the author, in one line
   */
  public UnfitName(String problem) {
    super(problem);
  }

  /** One line for the author. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
