package dev.portreeve.bench.handwritten;

import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code workspace.create}. */
final class CreateRules implements HandRules {
  private static final Decision CANNOT_CREATE = HandAnswers.deny("partner_guest_cannot_create");
  private static final Decision IS_APPROVER = HandAnswers.permit("is_approver");
  private static final Decision INDIVIDUAL = HandAnswers.permit("individual_workspace");
  private static final Decision UNRESTRICTED = HandAnswers.permit("no_restriction_configured");
  private static final Decision EVERYBODY = HandAnswers.permit("all_members_permitted");
  private static final Decision LISTED = HandAnswers.permit("creator_permitted");
  private static final Decision ONLY_SELECTED = HandAnswers.deny("only_selected_creators");
  private static final Decision APPROVED = HandAnswers.permit("approval_granted");
  private static final Decision ADMIN_CREATES = HandAnswers.permit("admin_always_creates");

  private static final List<Approver> COMMUNITY_MANAGERS =
      List.of(HandAnswers.SUPER_ADMIN, new Approver(Approver.Kind.ROLE, "community_manager"));
  private static final List<Approver> PARTNER_MANAGERS =
      List.of(HandAnswers.SUPER_ADMIN, new Approver(Approver.Kind.ROLE, "partner_manager"));
  private static final List<Approver> SUPER_ADMINS = List.of(HandAnswers.SUPER_ADMIN);
  private static final Decision NOBODY_TO_ASK = HandAnswers.permit("no_community_manager_on_plan");
  private static final List<Advice> ASSIGN_COMMUNITY_MANAGER =
      List.of(new Advice("assign_approver", Map.of("role", "community_manager")));
  private static final List<Advice> ASSIGN_PARTNER_MANAGER =
      List.of(new Advice("assign_approver", Map.of("role", "partner_manager")));

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
    if (!TeamRoles.isMember(roles)) {
      return TeamRoles.isGuest(roles) || TeamRoles.isPartner(roles)
          ? CANNOT_CREATE
          : HandAnswers.NOT_A_MEMBER;
    }
    return switch (check.target().kind()) {
      case PUBLIC -> publicOne(check, roles);
      case PARTNER -> partnerOne(check, roles);
      case INTERNAL -> internalOne(check, roles);
    };
  }

  private static Decision publicOne(HandCheck check, int roles) {
    if (TeamRoles.isCommunityManager(roles)) {
      return IS_APPROVER;
    }
    return switch (check.org().plan()) {
      case FREE, BASIC, SOLO -> NOBODY_TO_ASK;
      case PROFESSIONAL, TEAM, ENTERPRISE ->
          check.approved()
              ? APPROVED
              : HandAnswers.needsApproval(
                  "approval_required",
                  COMMUNITY_MANAGERS,
                  createPending(check, "create_public_workspace", "public"),
                  Boolean.FALSE.equals(check.hasCommunityManager())
                      ? ASSIGN_COMMUNITY_MANAGER
                      : List.of());
    };
  }

  private static Decision partnerOne(HandCheck check, int roles) {
    if (TeamRoles.isPartnerManager(roles)) {
      return IS_APPROVER;
    }
    if (check.approved()) {
      return APPROVED;
    }
    if (Boolean.TRUE.equals(check.hasPartnerManager())) {
      return pending(check, PARTNER_MANAGERS, "create_partner_workspace", "partner");
    }
    if (TeamRoles.isAdmin(roles)) {
      Obligation assign =
          HandAnswers.custom(
              "assign_team_role", "subject", check.subject().id(), "role", "partner_manager");
      return HandAnswers.answer(Outcome.PERMIT, "auto_assign_partner_manager", List.of(assign));
    }
    return HandAnswers.needsApproval(
        "no_approver_assigned",
        SUPER_ADMINS,
        createPending(check, "create_partner_workspace", "partner"),
        ASSIGN_PARTNER_MANAGER);
  }

  private static Decision internalOne(HandCheck check, int roles) {
    HandTeam org = check.org();
    HandResource.Access access = check.target().access();
    if (access == HandResource.Access.ONLY_YOU_AND_INVITED) {
      return INDIVIDUAL;
    }
    if (access == HandResource.Access.ORGANIZATION && !org.hasOrganizations()) {
      return HandAnswers.featureUnavailable(roles, org);
    }
    if (!org.hasControls()) {
      return HandAnswers.NOT_ON_PLAN;
    }
    HandTeam.Creation creation = org.creation();
    if (creation == null) {
      return UNRESTRICTED;
    }
    return switch (creation.mode()) {
      case ALL -> EVERYBODY;
      case ONLY_SELECTED -> {
        if (!org.hasOrganizations()) {
          yield HandAnswers.NOT_ON_PLAN;
        }
        yield isListed(check.subject(), org, creation) ? LISTED : ONLY_SELECTED;
      }
      case SPECIFIC -> specific(check, roles, creation);
    };
  }

  private static Decision specific(HandCheck check, int roles, HandTeam.Creation creation) {
    if (isListed(check.subject(), check.org(), creation)) {
      return LISTED;
    }
    if (creation.users().isEmpty() && creation.groups().isEmpty()) {
      return UNRESTRICTED;
    }
    if (TeamRoles.isAdmin(roles)) {
      return ADMIN_CREATES;
    }
    if (check.approved()) {
      return APPROVED;
    }
    List<Approver> approvers = new ArrayList<>();
    approvers.add(HandAnswers.SUPER_ADMIN);
    approvers.add(HandAnswers.ADMIN);
    for (String user : creation.users()) {
      if (!TeamRoles.isOutsider(TeamRoles.of(check.org().member(user).teamRoles()))) {
        approvers.add(new Approver(Approver.Kind.USER, user));
      }
    }
    creation.groups().forEach(group -> approvers.add(new Approver(Approver.Kind.GROUP, group)));
    return pending(check, approvers, "create_internal_workspace", check.target().access().code);
  }

  static boolean isListed(HandSubject subject, HandTeam org, HandTeam.Creation creation) {
    if (creation.users().contains(subject.id())) {
      return true;
    }
    for (String group : subject.groupsOn(org)) {
      if (creation.groups().contains(group)) {
        return true;
      }
    }
    return false;
  }

  private static Decision pending(
      HandCheck check, List<Approver> approvers, String request, String visibility) {
    return HandAnswers.needsApproval(
        "approval_required", approvers, createPending(check, request, visibility), List.of());
  }

  private static List<Obligation> createPending(
      HandCheck check, String request, String visibility) {
    Map<String, Object> create = new LinkedHashMap<>();
    create.put("action", "create_workspace");
    create.put("resource", check.target().id());
    create.put("kind", "internal");
    create.put("access", "only_you_and_invited");
    Map<String, Object> register = new LinkedHashMap<>();
    register.put("action", "register_pending_request");
    register.put("request", request);
    register.put("subject", check.subject().id());
    register.put("resource", check.target().id());
    register.put("visibility", visibility);
    return List.of(
        new Obligation(Obligation.CUSTOM, create), new Obligation(Obligation.CUSTOM, register));
  }
}
