package dev.portreeve.sidecar.check;

/** Says that a check is not decided now, though it may be when it is asked again. */
public final class CheckUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** When a caller should ask again. */
  public static final int RETRY_SECONDS = 1;

  private final String problem;

  private CheckUnavailable(String problem) {
    // It comes by the thousand, and nobody looks for the place in this code.
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** The decision could not have been recorded. */
  static CheckUnavailable unrecorded() {
    return new CheckUnavailable("decisions cannot be recorded now; try again");
  }

  /** The team was not read in time. */
  static CheckUnavailable teamNotRead() {
    return new CheckUnavailable("the team could not be read in time; try again");
  }

  /** For callers to read. */
  public String problem() {
    return problem;
  }
}
