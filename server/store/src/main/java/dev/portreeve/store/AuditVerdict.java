package dev.portreeve.store;

/**
 * What came of verifying the audit.
 *
 * @param rows that are as they were written, from the first on
 * @param problem what is wrong with the row behind them, or empty
 */
public record AuditVerdict(long rows, String problem) {
  /** Whether every row is as it was written. */
  public boolean good() {
    return problem.isEmpty();
  }
}
