package dev.portreeve.client.spring;

import dev.portreeve.client.Decision;
import org.springframework.security.authorization.AuthorizationDecision;

/** What the decision point said, as a result of Spring Security. */
public final class PdpAnswer extends AuthorizationDecision {
  private final transient Decision decision;

  PdpAnswer(Decision decision) {
    super(decision.permitted());
    this.decision = decision;
  }

  /** The whole decision: reason, message, advice, failure. */
  public Decision decision() {
    return decision;
  }

  /** Lets an expression combine it: {@code hasRole('AUDITOR') or @pdp.can(...)}. */
  public Boolean toBoolean() {
    return isGranted();
  }

  @Override
  public String toString() {
    return decision.toString();
  }
}
