package dev.portreeve.sidecar.check;

/**
 * How large a request may be.
 *
 * @param checkBytes the longest body or message of one check
 * @param batchBytes the longest body or message of a batch
 * @param batchItems the most items of a batch
 * @param nesting the deepest that objects and lists may stand in one another
 */
public record Limits(int checkBytes, int batchBytes, int batchItems, int nesting) {
  /** What holds unless configured otherwise. */
  public static final Limits DEFAULT = new Limits(64 << 10, 1 << 20, 1_000, 32);
}
