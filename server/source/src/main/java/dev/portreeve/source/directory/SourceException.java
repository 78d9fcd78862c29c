package dev.portreeve.source.directory;

import dev.portreeve.engine.yaml.ShownText;
import java.io.IOException;

/** Says that a source could not be read; its message is for people and names what it speaks of. */
public sealed class SourceException extends Exception permits SourceUnavailable {
  private static final long serialVersionUID = 1L;

  public SourceException(String problem) {
    super(ShownText.line(problem));
  }

  public SourceException(String problem, Throwable cause) {
    super(ShownText.line(problem), cause);
  }

  /** What is wrong, on one line. */
  public String problem() {
    return String.valueOf(getMessage());
  }

  /** Whether I/O failed, which may go better next time though no file changes. */
  boolean failedByIo() {
    return getCause() instanceof IOException;
  }
}
