package dev.portreeve.sidecar.answer;

/** What a caller is told about one question. */
public sealed interface Answer permits EncodedDecision, ItemFailure {

  /** Whether the subject may go ahead now. */
  boolean permitted();
}
