package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import de.captaingoldfish.scim.sdk.common.constants.ResourceTypeNames;
import de.captaingoldfish.scim.sdk.common.constants.SchemaUris;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.GroupNode;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Shows somebody as SCIM has it. */
final class UserView {
  private static final String ROLES = "roles";
  private static final String VALUE = "value";

  private UserView() {}

  static User of(Person person, Roster roster) {
    User user = JsonHelper.copyResourceToObject(person.attributes().deepCopy(), User.class);
    if (user.getSchemas().isEmpty()) {
      user.setSchemas(Set.of(SchemaUris.USER_URI));
    }
    user.setId(person.id());
    user.setUserName(person.name());
    user.setActive(person.active());
    ArrayNode roles = roles(person, roster);
    if (roles.isEmpty()) {
      user.remove(ROLES);
    } else {
      user.set(ROLES, roles);
    }
    List<GroupNode> groups = new ArrayList<>();
    for (String name : Values.names(person, roster.schema().provisioning())) {
      roster
          .groupNamed(name)
          .ifPresent(
              group ->
                  groups.add(
                      GroupNode.builder().value(group.id()).display(name).type("direct").build()));
    }
    if (!groups.isEmpty()) {
      user.setGroups(groups);
    }
    user.setMeta(Entries.meta(person.entry(), person.version()));
    user.getMeta().ifPresent(meta -> meta.setResourceType(ResourceTypeNames.USER));
    return user;
  }

  /** The roles that the member has, each as it was sent where it was sent. */
  private static ArrayNode roles(Person person, Roster roster) {
    ArrayNode shown = ScimJson.object().putArray(ROLES);
    Set<String> held = roster.schema().provisioning().roles().map(person::values).orElse(Set.of());
    for (String role : held) {
      JsonNode sent = null;
      for (JsonNode each : person.attributes().path(ROLES)) {
        sent = each.path(VALUE).asText().equals(role) ? each : sent;
      }
      shown.add(sent == null ? ScimJson.object().put(VALUE, role) : sent.deepCopy());
    }
    return shown;
  }
}
