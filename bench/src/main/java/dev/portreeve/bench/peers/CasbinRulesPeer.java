package dev.portreeve.bench.peers;

import dev.portreeve.engine.cases.Case;
import java.util.List;
import org.casbin.jcasbin.main.EnforceResult;
import org.casbin.jcasbin.main.Enforcer;

/** jCasbin with a line of policy for each rule, the first of which that holds gives the reason. */
public final class CasbinRulesPeer implements Peer {
  private static final String MODEL =
      """
      [request_definition]
      r = sub, team, act

      [policy_definition]
      p = act, rule, eft, reason

      [policy_effect]
      e = priority(p.eft) || deny

      [matchers]
      m = r.act == p.act && eval(p.rule)
      """;

  private static final String WITH_CONTROL =
      "(r.team.plan == 'team' || r.team.plan == 'enterprise')";
  private static final int REASON = 3;

  private final Enforcer enforcer = CasbinAttributes.enforcer(MODEL);
  private final Object[][] requests;

  /** Expects the reasons that the cases want. */
  public CasbinRulesPeer(List<Case> cases) {
    add("r.sub.type == 'access_key'", "deny", "access_key_read_only");
    add("!r.sub.signed_in", "deny", "sign_in_required");
    add("isGuest(r.sub.team_roles)", "deny", "guest_limited_viewer");
    add("r.team.block_collection_exports && " + WITH_CONTROL, "deny", "export_blocked_by_org");
    add("r.sub.role == 'none'", "deny", "no_access");
    add("!" + WITH_CONTROL, "allow", "control_not_on_plan");
    add("true", "allow", "export_allowed");
    requests =
        cases.stream().map(Export::of).map(CasbinAttributes::request).toArray(Object[][]::new);
    for (int i = 0; i < requests.length; i++) {
      String reason = enforcer.enforceEx(requests[i]).getExplain().get(REASON);
      if (!reason.equals(cases.get(i).want().reason())) {
        throw new IllegalStateException(cases.get(i).location() + ": got " + reason);
      }
    }
  }

  private void add(String rule, String effect, String reason) {
    enforcer.addPolicy("collection.export", rule, effect, reason);
  }

  @Override
  public boolean permits(int check) {
    EnforceResult result = enforcer.enforceEx(requests[check]);
    return result.isAllow() && !result.getExplain().get(REASON).isEmpty();
  }
}
