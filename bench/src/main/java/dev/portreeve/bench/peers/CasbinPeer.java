package dev.portreeve.bench.peers;

import dev.portreeve.engine.cases.Case;
import java.util.List;
import org.casbin.jcasbin.main.Enforcer;

/** jCasbin in its leanest form: one matcher that says yes or no. */
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
      m = r.act == p.act && r.sub.type == 'user' && r.sub.signed_in \
      && !isGuest(r.sub.team_roles) && !(r.team.block_collection_exports \
      && (r.team.plan == 'team' || r.team.plan == 'enterprise')) && r.sub.role != 'none'
      """;

  private final Enforcer enforcer = CasbinAttributes.enforcer(MODEL);
  private final Object[][] requests;

  public CasbinPeer(List<Case> cases) {
    enforcer.addPolicy("collection.export");
    requests =
        cases.stream().map(Export::of).map(CasbinAttributes::request).toArray(Object[][]::new);
  }

  @Override
  public boolean permits(int check) {
    return enforcer.enforce(requests[check]);
  }
}
