package dev.portreeve.cli;

/** What the exit statuses mean. */
final class Exit {
  /** Done, or stopped by a signal after draining; for a check: permitted. */
  static final int OK = 0;

  /** For a check: not permitted. */
  static final int NOT_PERMITTED = 1;

  /** For a test: a case fails, or the cases leave something open. */
  static final int NOT_PROVEN = 1;

  /** For {@code fmt --check} and {@code schema --check}: a file would change. */
  static final int NOT_FORMATTED = 1;

  /** For {@code repl} without a terminal: something could not be answered. */
  static final int NOT_ANSWERED = 1;

  /** For {@code diff} and {@code replay}: a decision is loosened. */
  static final int LOOSENED = 1;

  /** For {@code audit verify}: a row is not as it was written, or missing. */
  static final int NOT_GENUINE = 1;

  /** Bad arguments or configuration; for a check also: no answer. */
  static final int USAGE = 2;

  /** The policy set does not load. */
  static final int REFUSED = 3;

  /** The JVM has no memory left. */
  static final int OUT_OF_MEMORY = 4;

  private Exit() {}
}
