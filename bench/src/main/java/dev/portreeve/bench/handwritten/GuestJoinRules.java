package dev.portreeve.bench.handwritten;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code collection.guest_join}. */
final class GuestJoinRules implements HandRules {
  private static final Decision ALREADY_MEMBER = HandAnswers.permit("already_member");
  private static final Decision NOT_IN_TEAM_WORKSPACE =
      HandAnswers.deny("collection_not_in_team_workspace");
  private static final Decision RETAINS = HandAnswers.permit("existing_guest_retains");
  private static final Decision GUEST_VIEWER = HandAnswers.permit("guest_viewer");
  private static final Decision NO_GRANT = HandAnswers.deny("no_guest_grant");
  private static final Decision PROHIBITED = HandAnswers.deny("new_guests_prohibited");
  private static final Decision LINK_OFF = HandAnswers.deny("guest_link_off");
  private static final Decision NO_OPEN = HandAnswers.deny("guest_no_open_collection");

  @Override
  public Decision decide(HandCheck check) {
    HandSubject subject = check.subject();
    if (subject.accessKey()) {
      return HandAnswers.ACCESS_KEY;
    }
    if (!subject.signedIn()) {
      return HandAnswers.SIGN_IN;
    }
    int roles = TeamRoles.of(subject, check.org());
    if (TeamRoles.mustUseSso(check, roles)) {
      return HandAnswers.USE_SSO;
    }
    ElementRole role = subject.effectiveRole();
    if (TeamRoles.isMember(roles)) {
      boolean open =
          check.org().guestsAllowed()
              && check.target().inTeamWorkspace()
              && check.target().guestLinkOn();
      return role == ElementRole.NONE && !open ? HandAnswers.NO_ACCESS : ALREADY_MEMBER;
    }
    if (TeamRoles.isPartner(roles) && role != ElementRole.NONE) {
      return ALREADY_MEMBER;
    }
    boolean guest = TeamRoles.isGuest(roles);
    return guest && subject.guestGrants().contains(check.target().id())
        ? withGrant(check)
        : byLink(check, guest);
  }

  private static Decision withGrant(HandCheck check) {
    if (check.target().inPrivateWorkspace()) {
      return NOT_IN_TEAM_WORKSPACE;
    }
    if (!check.org().guestsAllowed()) {
      return RETAINS;
    }
    if (check.target().guestLinkOn()) {
      return GUEST_VIEWER;
    }
    return check.subject().hasOtherOpen(check.target().id()) ? RETAINS : NO_OPEN;
  }

  private static Decision byLink(HandCheck check, boolean guest) {
    HandTeam org = check.org();
    HandResource target = check.target();
    if (guest && (!org.guestsAllowed() || !target.guestLinkOn())) {
      return NO_GRANT;
    }
    if (!org.guestsAllowed()) {
      return PROHIBITED;
    }
    if (!target.inTeamWorkspace()) {
      return NOT_IN_TEAM_WORKSPACE;
    }
    if (!target.guestLinkOn()) {
      return LINK_OFF;
    }
    return HandAnswers.answer(Outcome.PERMIT, "guest_link", welcome(check));
  }

  private static List<Obligation> welcome(HandCheck check) {
    String subject = check.subject().id();
    Map<String, Object> viewer = new LinkedHashMap<>();
    viewer.put("action", "assign_element_role");
    viewer.put("subject", subject);
    viewer.put("resource", check.target().id());
    viewer.put("role", "viewer");
    viewer.put("limited", true);
    return List.of(
        HandAnswers.custom("assign_team_role", "subject", subject, "role", "guest"),
        new Obligation(Obligation.CUSTOM, viewer));
  }
}
