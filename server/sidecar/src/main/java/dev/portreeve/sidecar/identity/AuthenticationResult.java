package dev.portreeve.sidecar.identity;

import dev.portreeve.engine.routes.RouteIdentity;

/** What came of asking who a request comes from. */
public sealed interface AuthenticationResult {
  /** The request does not say. */
  Nobody NOBODY = new Nobody();

  /** Somebody, for certain. */
  record Known(RouteIdentity identity) implements AuthenticationResult {}

  /** See {@link #NOBODY}. */
  record Nobody() implements AuthenticationResult {}

  /**
   * The request says, and it is not true.
   *
   * @param why for the log
   */
  record Refused(String why) implements AuthenticationResult {}
}
