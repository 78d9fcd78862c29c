package dev.portreeve.sidecar;

/** Says why a server cannot run as it is set up. */
public final class StartFailed extends Exception {
  private static final long serialVersionUID = 1L;

  StartFailed(String problem) {
    super(problem);
  }

  StartFailed(String problem, Throwable cause) {
    super(problem, cause);
  }

  /** What is wrong, on one line. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
