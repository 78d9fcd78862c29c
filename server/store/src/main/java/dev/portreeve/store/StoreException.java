package dev.portreeve.store;

/** Says that a store could not be read or written; its message is for people. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  StoreException(String problem) {
    super(problem);
  }

  StoreException(String problem, Throwable cause) {
    super(problem, cause);
  }

  /** What is wrong, on one line. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
