package dev.portreeve.source.directory;

/** Says that a source does not answer at present, which says nothing of what was asked for. */
public final class SourceUnavailable extends SourceException {
  private static final long serialVersionUID = 1L;

  public SourceUnavailable(String problem) {
    super(problem);
  }

  public SourceUnavailable(String problem, Throwable cause) {
    super(problem, cause);
  }
}
