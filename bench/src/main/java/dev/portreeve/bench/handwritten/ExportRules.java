package dev.portreeve.bench.handwritten;

import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Decision;
import java.util.List;
import java.util.Map;

/** {@code collection.export}. */
final class ExportRules implements HandRules {
  private static final String BLOCKED_MESSAGE =
      "Exporting has been turned off by your organization.";
  private static final Decision BLOCKED =
      HandAnswers.deny(
          "export_blocked_by_org",
          List.of(
              new Advice("show_message", Map.of("message", BLOCKED_MESSAGE)),
              new Advice("offer_invite", Map.of())));
  private static final Decision NO_INVITE =
      HandAnswers.deny(
          "export_blocked_by_org",
          List.of(new Advice("show_message", Map.of("message", BLOCKED_MESSAGE))));
  private static final Decision NO_ROLE = HandAnswers.deny("export_blocked_by_org");
  private static final Decision ALLOWED = HandAnswers.permit("export_allowed");

  @Override
  public Decision decide(HandCheck check) {
    HandSubject subject = check.subject();
    if (subject.accessKey()) {
      return HandAnswers.ACCESS_KEY;
    }
    if (!subject.signedIn()) {
      return HandAnswers.SIGN_IN;
    }
    HandTeam org = check.org();
    int roles = TeamRoles.of(subject, org);
    if (TeamRoles.mustUseSso(check, roles)) {
      return HandAnswers.USE_SSO;
    }
    if (TeamRoles.isGuest(roles)) {
      return HandAnswers.GUEST;
    }
    if (org.exportsBlocked()) {
      if (subject.effectiveRole() == ElementRole.NONE) {
        return NO_ROLE;
      }
      boolean invites = TeamRoles.isMember(roles) && subject.workspaceRole() != ElementRole.NONE;
      return invites ? BLOCKED : NO_INVITE;
    }
    if (subject.effectiveRole() == ElementRole.NONE) {
      return HandAnswers.NO_ACCESS;
    }
    return org.hasControls() ? ALLOWED : HandAnswers.NOT_ON_PLAN;
  }
}
