package dev.portreeve.sidecar.check;

import dev.portreeve.engine.facts.UnknownFacts;

/**
 * How large a request may be, and how freely it may speak.
 *
 * @param checkBytes the longest body or message of one check
 * @param batchBytes the longest body or message of a batch
 * @param batchItems the most items of a batch
 * @param nesting the deepest that objects and lists may stand in one another
 * @param unknownFacts what becomes of members that the schema does not declare, unless a request
 *     asks for stricter treatment
 */
public record Limits(
    int checkBytes, int batchBytes, int batchItems, int nesting, UnknownFacts.Mode unknownFacts) {
  /** What holds unless configured otherwise. */
  public static final Limits DEFAULT = new Limits(64 << 10, 1 << 20, 1_000, 32);

  /** The same sizes of requests whose undeclared members are ignored. */
  public Limits(int checkBytes, int batchBytes, int batchItems, int nesting) {
    this(checkBytes, batchBytes, batchItems, nesting, UnknownFacts.Mode.IGNORE);
  }
}
