package dev.portreeve.bench.peer;

import com.googlecode.aviator.runtime.type.AviatorBoolean;
import com.googlecode.aviator.runtime.type.AviatorObject;
import dev.portreeve.policy.cases.Case;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.casbin.jcasbin.util.Util;
import org.casbin.jcasbin.util.function.CustomFunction;

/** jCasbin: one matcher over the attributes, with lists looked through in Java. */
public final class CasbinPeer implements Peer {
  private static final String MODEL =
      """
      [request_definition]
      r = sub, team, act

      [policy_definition]
      p = act

      [policy_effect]
      e = some(where (p.eft == allow))

      [matchers]
      m = r.act == p.act && r.sub.type == 'user' && r.sub.signed_in && !isGuest(r.sub.team_roles) \
      && !(r.team.block_collection_exports && (r.team.plan == 'team' || r.team.plan == 'enterprise')) \
      && r.sub.role != 'none'
      """;

  static {
    Util.enableLog = false; // it writes every request to the log else
  }

  private final Enforcer enforcer;
  private final Object[][] requests;

  public CasbinPeer(List<Case> cases) {
    Model model = new Model();
    model.loadModelFromText(MODEL);
    enforcer = new Enforcer(model);
    enforcer.addFunction("isGuest", new IsGuest());
    enforcer.addPolicy("collection.export");
    requests = cases.stream().map(Export::of).map(CasbinPeer::request).toArray(Object[][]::new);
  }

  @Override
  public boolean permits(int check) {
    return enforcer.enforce(requests[check]);
  }

  private static Object[] request(Export check) {
    String role = check.elementRole().isEmpty() ? check.workspaceRole() : check.elementRole();
    Map<String, Object> subject = new HashMap<>();
    subject.put("type", check.subjectType());
    subject.put("signed_in", check.signedIn());
    subject.put("team_roles", check.teamRoles());
    subject.put("role", role);
    Map<String, Object> team =
        Map.of("plan", check.plan(), "block_collection_exports", check.exportsBlocked());
    return new Object[] {subject, team, "collection.export"};
  }

  /** Whether some roles are those of a Guest who is no member. */
  private static final class IsGuest extends CustomFunction {
    private static final long serialVersionUID = 1;

    @Override
    public AviatorObject call(Map<String, Object> env, AviatorObject roles) {
      List<?> held = (List<?>) roles.getValue(env);
      boolean member = !Collections.disjoint(Export.MEMBER_ROLES, held);
      return AviatorBoolean.valueOf(!member && held.contains("guest"));
    }

    @Override
    public String getName() {
      return "isGuest";
    }
  }
}
