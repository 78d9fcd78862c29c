package dev.portreeve.bench.hand;

import dev.portreeve.policy.decision.Advice;
import dev.portreeve.policy.decision.Decision;
import java.util.List;
import java.util.Map;

/** {@code collection.export}. */
final class ExportRules implements HandRules {
  private static final String BLOCKED_MESSAGE =
      "Exporting has been turned off by your organization.";
  private static final Decision BLOCKED =
      Answers.deny(
          "export_blocked_by_org",
          List.of(
              new Advice("show_message", Map.of("message", BLOCKED_MESSAGE)),
              new Advice("offer_invite", Map.of())));
  private static final Decision ALLOWED = Answers.permit("export_allowed");

  @Override
  public Decision decide(HandCheck check) {
    Subject subject = check.subject();
    if (subject.accessKey()) {
      return Answers.ACCESS_KEY;
    }
    if (!subject.signedIn()) {
      return Answers.SIGN_IN;
    }
    Org org = check.org();
    if (TeamRoles.isGuest(TeamRoles.of(subject, org))) {
      return Answers.GUEST;
    }
    if (org.exportsBlocked()) {
      return BLOCKED;
    }
    if (subject.effectiveRole() == ElementRole.NONE) {
      return Answers.NO_ACCESS;
    }
    return org.hasControls() ? ALLOWED : Answers.NOT_ON_PLAN;
  }
}
