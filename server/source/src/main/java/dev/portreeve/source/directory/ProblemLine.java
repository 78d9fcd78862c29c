package dev.portreeve.source.directory;

import dev.portreeve.engine.yaml.Diagnostic;

/** A problem of a file on one line, for logs and probes. */
public final class ProblemLine {
  private ProblemLine() {}

  /** {@code file:line:col: message (help)}. */
  public static String of(Diagnostic problem) {
    return problem.help().isEmpty()
        ? problem.headline()
        : problem.headline() + " (" + problem.help() + ")";
  }
}
