package dev.portreeve.bench.peers;

import dev.portreeve.engine.cases.Case;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.DecisionType;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.AttributeFqns;
import org.ow2.authzforce.core.pdp.api.DecisionRequest;
import org.ow2.authzforce.core.pdp.api.DecisionRequestBuilder;
import org.ow2.authzforce.core.pdp.api.value.AttributeBag;
import org.ow2.authzforce.core.pdp.api.value.Bags;
import org.ow2.authzforce.core.pdp.api.value.BooleanValue;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.ow2.authzforce.core.pdp.impl.BasePdpEngine;
import org.ow2.authzforce.core.pdp.impl.PdpEngineConfiguration;

/** AuthzForce: one XACML policy, asked by its native interface. */
public final class AuthzForcePeer implements Peer {
  private static final String SUBJECT =
      "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
  private static final String RESOURCE = "urn:oasis:names:tc:xacml:3.0:attribute-category:resource";
  private static final String ACTION = "urn:oasis:names:tc:xacml:3.0:attribute-category:action";

  private final BasePdpEngine engine;
  private final DecisionRequest[] requests;

  public AuthzForcePeer(List<Case> cases) {
    try {
      engine =
          new BasePdpEngine(
              PdpEngineConfiguration.getInstance(
                  "classpath:dev/portreeve/bench/peers/authzforce.xml"));
    } catch (IOException e) {
      throw new IllegalStateException("the policy does not load", e);
    }
    requests = cases.stream().map(Export::of).map(this::request).toArray(DecisionRequest[]::new);
  }

  @Override
  public boolean permits(int check) {
    return engine.evaluate(requests[check]).getDecision() == DecisionType.PERMIT;
  }

  private DecisionRequest request(Export check) {
    String role = check.elementRole().isEmpty() ? check.workspaceRole() : check.elementRole();
    DecisionRequestBuilder<?> request = engine.newRequestBuilder(3, 7);
    put(request, SUBJECT, "type", texts(List.of(check.subjectType())));
    put(request, SUBJECT, "signed_in", flag(check.signedIn()));
    put(request, SUBJECT, "team_roles", texts(check.teamRoles()));
    put(request, SUBJECT, "role", texts(List.of(role)));
    put(request, ACTION, "name", texts(List.of("collection.export")));
    put(request, RESOURCE, "plan", texts(List.of(check.plan())));
    put(request, RESOURCE, "block_collection_exports", flag(check.exportsBlocked()));
    return request.build(false);
  }

  private static void put(
      DecisionRequestBuilder<?> request, String category, String name, AttributeBag<?> values) {
    AttributeFqn attribute = AttributeFqns.newInstance(category, Optional.empty(), name);
    request.putNamedAttributeIfAbsent(attribute, values);
  }

  private static AttributeBag<StringValue> texts(List<String> texts) {
    List<StringValue> values = texts.stream().map(StringValue::new).toList();
    return Bags.newAttributeBag(StandardDatatypes.STRING, values);
  }

  private static AttributeBag<BooleanValue> flag(boolean value) {
    return Bags.singletonAttributeBag(StandardDatatypes.BOOLEAN, BooleanValue.valueOf(value));
  }
}
