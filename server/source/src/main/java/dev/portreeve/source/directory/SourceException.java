package dev.portreeve.source.directory;

/** Says that a source could not be read; its message is for people and names what it speaks of. */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1L;

  public SourceException(String problem) {
    super(problem);
  }

  public SourceException(String problem, Throwable cause) {
    super(problem, cause);
  }

  /** What is wrong, on one line. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
