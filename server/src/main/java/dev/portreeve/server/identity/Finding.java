package dev.portreeve.server.identity;

import dev.portreeve.policy.routes.Identity;

/** What came of asking who a request comes from. */
public sealed interface Finding {
  /** The request does not say. */
  Nobody NOBODY = new Nobody();

  /** Somebody, for certain. */
  record Known(Identity identity) implements Finding {}

  /** See {@link #NOBODY}. */
  record Nobody() implements Finding {}

  /**
   * The request says, and it is not true.
   *
   * @param why for the log
   */
  record Refused(String why) implements Finding {}
}
