package dev.portreeve.sidecar.log;

/** Says that a check is not decided because the decision could not have been recorded. */
public final class DecisionLogFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For callers to read. */
  public static final String PROBLEM = "decisions cannot be recorded now; try again";

  public DecisionLogFull() {
    // It comes by the thousand, and nobody looks for the place in this code.
    super(PROBLEM, null, false, false);
  }
}
