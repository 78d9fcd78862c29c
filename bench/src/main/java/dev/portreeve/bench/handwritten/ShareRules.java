package dev.portreeve.bench.handwritten;

import dev.portreeve.bench.handwritten.HandCheck.RecipientKind;
import dev.portreeve.bench.handwritten.HandCheck.Share;
import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code element.share}. */
final class ShareRules implements HandRules {
  private static final Decision NOT_SHAREABLE = HandAnswers.deny("not_shareable_here");
  private static final Decision NEEDS_EDITOR = HandAnswers.deny("role_assignment_requires_editor");
  private static final Decision NO_WAY_OUT = HandAnswers.deny("personal_workspace");
  private static final Decision NO_SEATS = HandAnswers.deny("no_seats");
  private static final Decision BUY_SEATS =
      HandAnswers.deny("no_seats", List.of(new Advice("buy_seats", Map.of())));
  private static final List<Approver> ADMINS = List.of(HandAnswers.SUPER_ADMIN, HandAnswers.ADMIN);
  private static final List<String> RELOCATE_OPTIONS =
      List.of("make_workspace_team_wide", "create_team_workspace");
  private static final List<String> CREATE_ONLY = List.of("create_team_workspace");

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
    if (TeamRoles.isGuest(roles)) {
      return HandAnswers.GUEST;
    }
    if (!isShareable(check.target().type())) {
      return NOT_SHAREABLE;
    }
    ElementRole role = subject.effectiveRole();
    if (role == ElementRole.NONE) {
      return HandAnswers.NO_ACCESS;
    }
    if (role == ElementRole.VIEWER && check.share().role() != null) {
      return NEEDS_EDITOR;
    }
    if (check.target().personal() && !canLeave(check, roles)) {
      return NO_WAY_OUT;
    }
    return kind(check) == RecipientKind.EXTERNAL
        ? withExternal(check, roles)
        : withTeam(check, role, roles);
  }

  /** What the recipient is, told by the team's members where they are known. */
  private static RecipientKind kind(HandCheck check) {
    Share share = check.share();
    if (share.kind() == RecipientKind.GROUP || !check.org().knowsMembers()) {
      return share.kind();
    }
    return TeamRoles.isMember(TeamRoles.of(check.org().member(share.id()).teamRoles()))
        ? RecipientKind.MEMBER
        : RecipientKind.EXTERNAL;
  }

  /** Whether an element can be put where the team sees it. */
  private static boolean canLeave(HandCheck check, int roles) {
    HandTeam org = check.org();
    HandTeam.Creation creation = org.creation();
    return TeamRoles.isMember(roles)
        && (creation == null
            || creation.mode() != HandTeam.CreationMode.ONLY_SELECTED
            || !org.hasOrganizations()
            || CreateRules.isListed(check.subject(), org, creation));
  }

  private static boolean mustAsk(HandCheck check, int roles) {
    HandTeam.Creation creation = check.org().creation();
    return creation != null
        && creation.mode() == HandTeam.CreationMode.SPECIFIC
        && !(creation.users().isEmpty() && creation.groups().isEmpty())
        && !TeamRoles.isAdmin(roles)
        && !CreateRules.isListed(check.subject(), check.org(), creation);
  }

  private static boolean isShareable(String type) {
    return switch (type) {
      case "collection", "api", "environment" -> true;
      default -> false;
    };
  }

  private static Decision withExternal(HandCheck check, int roles) {
    HandTeam org = check.org();
    if (!org.autoFlex() && check.availableSeats() < 1) {
      return TeamRoles.pays(roles) ? BUY_SEATS : NO_SEATS;
    }
    String recipient = check.share().id();
    if (TeamRoles.isAdmin(roles)) {
      return invited(
          check,
          roles,
          "admin_invite",
          HandAnswers.custom("send_team_invitation", "subject", recipient));
    }
    if (TeamRoles.isDeveloper(roles) && addsWithoutApproval(org.plan())) {
      return invited(
          check,
          roles,
          "developer_auto_add",
          HandAnswers.custom("assign_team_role", "subject", recipient, "role", "developer"));
    }
    if (check.approved()) {
      return invited(
          check,
          roles,
          "approval_granted",
          HandAnswers.custom("send_team_invitation", "subject", recipient));
    }
    return HandAnswers.needsApproval(
        "approval_required", ADMINS, List.of(request(check)), List.of());
  }

  private static boolean addsWithoutApproval(HandTeam.Plan plan) {
    return switch (plan) {
      case FREE, BASIC, PROFESSIONAL, TEAM -> true;
      case SOLO, ENTERPRISE -> false;
    };
  }

  private static Decision invited(HandCheck check, int roles, String reason, Obligation first) {
    List<Obligation> obligations = new ArrayList<>(4);
    obligations.add(first);
    handOver(check, roles, obligations);
    if (check.org().sso()) {
      obligations.add(HandAnswers.custom("require_sso", "subject", check.share().id()));
    }
    return HandAnswers.answer(Outcome.PERMIT, reason, obligations);
  }

  private static Decision withTeam(HandCheck check, ElementRole role, int roles) {
    List<Obligation> obligations = new ArrayList<>(3);
    handOver(check, roles, obligations);
    String reason;
    if (check.target().personal()) {
      reason = "personal_workspace";
    } else if (needsInvitation(check)) {
      reason = "private_workspace_invite";
    } else {
      reason = role == ElementRole.EDITOR ? "editor_share" : "viewer_share";
    }
    return HandAnswers.answer(Outcome.PERMIT, reason, obligations);
  }

  private static boolean needsInvitation(HandCheck check) {
    return check.target().inPrivateWorkspace() && !check.share().inWorkspace();
  }

  private static String givenRole(Share share) {
    return share.role() == null ? "viewer" : share.role();
  }

  private static void handOver(HandCheck check, int roles, List<Obligation> obligations) {
    Share share = check.share();
    RecipientKind kind = kind(check);
    HandResource target = check.target();
    Map<String, Object> assign = new LinkedHashMap<>();
    assign.put("action", "assign_element_role");
    assign.put("subject", share.id());
    assign.put("kind", kind.code);
    assign.put("resource", target.id());
    assign.put("role", givenRole(share));
    obligations.add(new Obligation(Obligation.CUSTOM, assign));
    if (kind != RecipientKind.EXTERNAL) {
      obligations.add(notification(check));
    }
    if (target.personal()) {
      obligations.add(relocation(check, roles));
    } else if (needsInvitation(check)) {
      Map<String, Object> invite = new LinkedHashMap<>();
      invite.put("action", "invite_to_workspace");
      invite.put("subject", share.id());
      invite.put("kind", kind.code);
      invite.put("role", "viewer");
      obligations.add(new Obligation(Obligation.CUSTOM, invite));
    }
  }

  private static Obligation relocation(HandCheck check, int roles) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("action", "relocate_element_before_share");
    properties.put("subject", check.subject().id());
    properties.put("resource", check.target().id());
    properties.put(
        "options",
        check.subject().workspaceRole() == ElementRole.ADMIN ? RELOCATE_OPTIONS : CREATE_ONLY);
    properties.put("needs_approval", mustAsk(check, roles));
    return new Obligation(Obligation.CUSTOM, properties);
  }

  private static Obligation notification(HandCheck check) {
    HandResource target = check.target();
    String body =
        check.subject().id() + " shared the " + target.type() + " " + target.id() + " with you.";
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("to", check.share().id());
    properties.put("body", body);
    return new Obligation(Obligation.NOTIFICATION, properties);
  }

  private static Obligation request(HandCheck check) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("action", "register_pending_request");
    properties.put("request", "share_with_external_user");
    properties.put("subject", check.subject().id());
    properties.put("resource", check.target().id());
    properties.put("element_type", check.target().type());
    properties.put("recipient", check.share().id());
    properties.put("role", givenRole(check.share()));
    return new Obligation(Obligation.CUSTOM, properties);
  }
}
