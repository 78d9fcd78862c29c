package dev.portreeve.bench.handwritten;

import java.util.List;

/** The team roles that somebody holds, as bits: found in one pass over their names. */
final class TeamRoles {
  private static final int MEMBER = 1;
  private static final int GUEST = 1 << 1;
  private static final int PARTNER = 1 << 2;
  private static final int DEVELOPER = 1 << 3;
  private static final int ADMIN = 1 << 4;
  private static final int COMMUNITY_MANAGER = 1 << 5;
  private static final int PARTNER_MANAGER = 1 << 6;
  private static final int BILLING = 1 << 7;
  private static final int EVERY =
      MEMBER | DEVELOPER | ADMIN | COMMUNITY_MANAGER | PARTNER_MANAGER | BILLING;

  private TeamRoles() {}

  static int of(HandSubject subject, HandTeam org) {
    List<String> names = subject.teamRoles();
    return of(names != null ? names : org.member(subject.id()).teamRoles());
  }

  static int of(List<String> names) {
    int roles = 0;
    for (int i = 0; i < names.size(); i++) {
      roles |= bits(names.get(i));
    }
    return roles;
  }

  private static int bits(String name) {
    return switch (name) {
      case "super_admin" -> EVERY;
      case "admin", "team_admin" -> MEMBER | ADMIN;
      case "developer", "user", "member" -> MEMBER | DEVELOPER;
      case "community_manager" -> MEMBER | COMMUNITY_MANAGER;
      case "partner_manager" -> MEMBER | PARTNER_MANAGER;
      case "billing" -> MEMBER | BILLING;
      case "flow_editor",
          "api_network_manager",
          "api_governance_manager",
          "organization_manager",
          "collaborator" ->
          MEMBER;
      case "partner" -> PARTNER;
      case "guest" -> GUEST;
      default -> 0;
    };
  }

  static boolean isMember(int roles) {
    return (roles & MEMBER) != 0;
  }

  /** A Guest who holds no member role. */
  static boolean isGuest(int roles) {
    return (roles & (MEMBER | GUEST)) == GUEST;
  }

  /** A Partner who holds no member role. */
  static boolean isPartner(int roles) {
    return (roles & (MEMBER | PARTNER)) == PARTNER;
  }

  /** Known as a Guest or Partner who holds no member role. */
  static boolean isOutsider(int roles) {
    return (roles & MEMBER) == 0 && (roles & (GUEST | PARTNER)) != 0;
  }

  /** Sees to the plan and its seats. */
  static boolean pays(int roles) {
    return (roles & (ADMIN | BILLING)) != 0;
  }

  /** Not on the team, no Partner, and not come by the team's single sign-on. */
  static boolean mustUseSso(HandCheck check, int roles) {
    return check.org().sso() && !check.subject().bySso() && (roles & (MEMBER | PARTNER)) == 0;
  }

  static boolean isAdmin(int roles) {
    return (roles & ADMIN) != 0;
  }

  static boolean isDeveloper(int roles) {
    return (roles & DEVELOPER) != 0;
  }

  static boolean isCommunityManager(int roles) {
    return (roles & COMMUNITY_MANAGER) != 0;
  }

  static boolean isPartnerManager(int roles) {
    return (roles & PARTNER_MANAGER) != 0;
  }
}
