package dev.portreeve.server.source;

import dev.portreeve.policy.source.Diagnostic;

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
