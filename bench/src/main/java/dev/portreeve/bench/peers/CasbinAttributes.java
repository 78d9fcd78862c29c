package dev.portreeve.bench.peers;

import com.googlecode.aviator.runtime.type.AviatorBoolean;
import com.googlecode.aviator.runtime.type.AviatorObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.casbin.jcasbin.util.Util;
import org.casbin.jcasbin.util.function.CustomFunction;

/** What both ways of asking jCasbin have in common: attributes, and a function over lists. */
final class CasbinAttributes {
  private CasbinAttributes() {}

  /** An enforcer that does not log. */
  static Enforcer enforcer(String text) {
    Model model = new Model();
    model.loadModelFromText(text);
    Util.enableLog = false;
    Enforcer enforcer = new Enforcer(model);
    enforcer.enableLog(false);
    enforcer.addFunction("isGuest", new IsGuest());
    return enforcer;
  }

  /** Subject, team and action. */
  static Object[] request(Export check) {
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
