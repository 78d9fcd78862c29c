package dev.portreeve.sidecar.proxy;

/**
 * What a proxy is told.
 *
 * @param answer what it does with the request
 * @param outcome {@code permit}, {@code deny} or {@code needs_approval}
 * @param subject the verified id, or empty
 * @param reason the decision's, or why there was none
 * @param policyVersion of the policy set that it was made under
 * @param teamVersion of the team that it was made for, or empty
 */
record ProxyDecision(
    Answer answer,
    String outcome,
    String subject,
    String reason,
    String policyVersion,
    String teamVersion) {

  /** What becomes of a request. */
  enum Answer {
    PASS,
    SIGN_IN,
    FORBID
  }

  /** Why a request never came to a decision; a policy's own reasons stand beside these. */
  static final String NOT_CANONICAL = "path_not_canonical";

  static final String UNREADABLE = "request_unreadable";
  static final String NO_ROUTE = "no_route";
  static final String IDENTITY_REFUSED = "identity_refused";
  static final String IDENTITY_REQUIRED = "identity_required";
  static final String OBLIGATION = "obligation_unfulfilled";
  static final String CALLER_REFUSED = "caller_refused";

  boolean passes() {
    return answer == Answer.PASS;
  }
}
