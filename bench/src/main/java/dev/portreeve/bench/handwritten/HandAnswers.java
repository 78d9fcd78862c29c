package dev.portreeve.bench.handwritten;

import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes answers; whoever can, keeps them in a constant. */
final class HandAnswers {
  static final Decision ACCESS_KEY = deny("access_key_read_only");
  static final Decision SIGN_IN =
      answer(Outcome.DENY, "sign_in_required", List.of(custom("require_sign_in")));
  static final Decision GUEST = deny("guest_limited_viewer");
  static final Decision NO_ACCESS = deny("no_access");
  static final Decision NOT_A_MEMBER = deny("not_a_member");
  static final Decision NOT_ON_PLAN = permit("control_not_on_plan");
  static final Decision USE_SSO =
      answer(Outcome.DENY, "sso_required", List.of(custom("require_sso")));
  private static final Decision FEATURE_UNAVAILABLE = deny("plan_feature_unavailable");
  private static final Decision UPGRADE =
      deny("plan_feature_unavailable", List.of(new Advice("upgrade_plan", Map.of())));

  static final Approver SUPER_ADMIN = new Approver(Approver.Kind.ROLE, "super_admin");
  static final Approver ADMIN = new Approver(Approver.Kind.ROLE, "admin");

  private HandAnswers() {}

  /** Where the plan lacks something; those who can are told to upgrade. */
  static Decision featureUnavailable(int roles, HandTeam org) {
    return TeamRoles.pays(roles) && org.plan() != HandTeam.Plan.ENTERPRISE
        ? UPGRADE
        : FEATURE_UNAVAILABLE;
  }

  static Decision permit(String reason) {
    return answer(Outcome.PERMIT, reason, List.of());
  }

  static Decision deny(String reason) {
    return answer(Outcome.DENY, reason, List.of());
  }

  static Decision deny(String reason, List<Advice> advice) {
    return decision(Outcome.DENY, reason, List.of(), advice, List.of(), Map.of());
  }

  static Decision answer(Outcome outcome, String reason, List<Obligation> obligations) {
    return decision(outcome, reason, obligations, List.of(), List.of(), Map.of());
  }

  static Decision needsApproval(
      String reason, List<Approver> approvers, List<Obligation> obligations, List<Advice> advice) {
    return decision(Outcome.NEEDS_APPROVAL, reason, obligations, advice, approvers, Map.of());
  }

  static Decision decision(
      Outcome outcome,
      String reason,
      List<Obligation> obligations,
      List<Advice> advice,
      List<Approver> approvers,
      Map<String, Object> details) {
    return new Decision(
        outcome, reason, "", "", obligations, advice, approvers, List.of(), details);
  }

  static Obligation custom(String action) {
    return new Obligation(Obligation.CUSTOM, Map.of("action", action));
  }

  static Obligation custom(String action, String name, Object value) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("action", action);
    properties.put(name, value);
    return new Obligation(Obligation.CUSTOM, properties);
  }

  static Obligation custom(String action, String name, Object value, String name2, Object value2) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("action", action);
    properties.put(name, value);
    properties.put(name2, value2);
    return new Obligation(Obligation.CUSTOM, properties);
  }
}
