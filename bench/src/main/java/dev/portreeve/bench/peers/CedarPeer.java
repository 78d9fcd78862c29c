package dev.portreeve.bench.peers;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.portreeve.engine.cases.Case;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cedar, by its Java binding: one policy, parsed once and kept in the binding's cache. */
public final class CedarPeer implements Peer {
  private static final String POLICY =
      """
      permit(
        principal is User,
        action == Action::"collection.export",
        resource is Collection
      ) when {
        principal.signed_in &&
        (principal.team_roles.containsAny(["super_admin", "admin", "team_admin", "billing",
           "developer", "user", "community_manager", "partner_manager", "flow_editor"]) ||
         !principal.team_roles.contains("guest")) &&
        !(["team", "enterprise"].contains(resource.team.plan) &&
          resource.team.block_collection_exports) &&
        (if principal has element_role
         then principal.element_role != "none"
         else principal.workspace_role != "none")
      };
      """;

  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
  private final PolicySet policies;
  private final AuthorizationRequest[] requests;
  private final List<Set<Entity>> entities;

  public CedarPeer(List<Case> cases) {
    try {
      policies = PolicySet.parsePolicies(POLICY);
      policies.cache();
    } catch (AuthException | CacheException e) {
      throw new IllegalStateException("the policy does not load", e);
    }
    List<Export> checks = cases.stream().map(Export::of).toList();
    requests = checks.stream().map(CedarPeer::request).toArray(AuthorizationRequest[]::new);
    entities = checks.stream().map(CedarPeer::entities).toList();
  }

  @Override
  public boolean permits(int check) {
    try {
      return engine
          .isAuthorized(requests[check], policies, entities.get(check))
          .success
          .orElseThrow()
          .isAllowed();
    } catch (AuthException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  private static AuthorizationRequest request(Export check) {
    return new AuthorizationRequest(
        subject(check), uid("Action", "collection.export"), resource(check), new Context());
  }

  private static EntityUID subject(Export check) {
    return uid(check.subjectType().equals("user") ? "User" : "AccessKey", check.subjectId());
  }

  private static EntityUID resource(Export check) {
    return uid("Collection", check.resourceId());
  }

  private static Set<Entity> entities(Export check) {
    Map<String, Value> subject = new HashMap<>();
    List<Value> roles = check.teamRoles().stream().<Value>map(PrimString::new).toList();
    subject.put("signed_in", new PrimBool(check.signedIn()));
    subject.put("team_roles", new CedarList(roles));
    subject.put("workspace_role", new PrimString(check.workspaceRole()));
    if (!check.elementRole().isEmpty()) {
      subject.put("element_role", new PrimString(check.elementRole()));
    }
    EntityUID teamId = uid("Team", check.teamId());
    Map<String, Value> team =
        Map.of(
            "plan", new PrimString(check.plan()),
            "block_collection_exports", new PrimBool(check.exportsBlocked()));
    return Set.of(
        new Entity(subject(check), subject, Set.of()),
        new Entity(resource(check), Map.of("team", teamId), Set.of()),
        new Entity(teamId, team, Set.of()));
  }

  private static EntityUID uid(String type, String id) {
    return EntityTypeName.parse(type).orElseThrow().of(id);
  }
}
