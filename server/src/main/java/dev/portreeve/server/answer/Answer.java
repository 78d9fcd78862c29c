package dev.portreeve.server.answer;

/** What a caller is told about one question. */
public sealed interface Answer permits Decided, Undecided {

  /** Whether the subject may go ahead now. */
  boolean permitted();
}
