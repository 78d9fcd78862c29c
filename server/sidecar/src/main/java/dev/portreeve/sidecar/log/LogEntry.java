package dev.portreeve.sidecar.log;

/** What is to be written as one line. */
sealed interface LogEntry permits LoggedDecision, LoggedSearch {
  /** Roughly the bytes it holds. */
  int weight();
}
