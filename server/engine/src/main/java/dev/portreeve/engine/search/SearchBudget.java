package dev.portreeve.engine.search;

/**
 * How much one run of a search may do.
 *
 * @param decided the most candidates that are decided
 * @param examined the most that are looked at
 * @param nanos the longest it takes, looked at now and then
 */
public record SearchBudget(int decided, int examined, long nanos) {
  /** What holds unless somebody wants less. */
  public static final SearchBudget USUAL = new SearchBudget(20_000, 1_000_000, 50_000_000);
}
