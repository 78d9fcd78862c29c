package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A group of a team, or a role of it.
 *
 * @param id which the identity provider knows it by
 * @param name that it is shown by
 * @param entry what the identity provider says of it beside its members; empty: nothing so far
 */
record NamedGroup(String id, String name, Optional<ObjectNode> entry) {
  static final String EXTERNAL_ID = "externalId";

  Optional<String> externalId() {
    return entry.map(says -> says.path(EXTERNAL_ID).asText()).filter(text -> !text.isEmpty());
  }
}
