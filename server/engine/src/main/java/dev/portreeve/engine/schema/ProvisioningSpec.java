package dev.portreeve.engine.schema;

import java.util.Map;
import java.util.Optional;

/**
 * How an identity provider's users and groups are written as members of a team.
 *
 * @param groups the field of a member that lists the names of groups; empty: members have none
 * @param roles the field of a member that lists roles; empty: members have none
 * @param fresh what a team says of a member who was just made, by field
 */
public record ProvisioningSpec(
    Optional<String> groups, Optional<String> roles, Map<String, Object> fresh) {
  static final ProvisioningSpec NONE =
      new ProvisioningSpec(Optional.empty(), Optional.empty(), Map.of());

  public ProvisioningSpec {
    fresh = Map.copyOf(fresh);
  }
}
