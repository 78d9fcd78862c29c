package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreeve.engine.yaml.Hash;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user of a team.
 *
 * @param id which the identity provider knows the user by
 * @param name of the user, which is the member's id and the subject of checks
 * @param entry what the identity provider says of the user; empty: nothing so far
 * @param member what the team says of the member; empty: the user is not active
 */
record Person(String id, String name, Optional<ObjectNode> entry, Optional<ObjectNode> member) {
  static final String ATTRIBUTES = "attributes";
  private static final String GROUPS = "groups";
  private static final int VERSION_DIGITS = 16;

  boolean active() {
    return member.isPresent();
  }

  /** What a list of the member holds. */
  Set<String> values(String field) {
    return member.map(says -> strings(says.get(field))).orElse(Set.of());
  }

  /** The groups that somebody who is not active will be in again. */
  Set<String> heldGroups() {
    return entry.map(says -> strings(says.get(GROUPS))).orElse(Set.of());
  }

  Person withValues(String field, Set<String> values) {
    return new Person(id, name, entry, member.map(says -> listed(says, field, values)));
  }

  Person withHeldGroups(Set<String> names) {
    ObjectNode says = entry.orElseGet(ScimJson::object);
    return new Person(id, name, Optional.of(listed(says, GROUPS, names)), member);
  }

  /** What SCIM says of the user beside what the team says. */
  ObjectNode attributes() {
    return entry.map(says -> says.get(ATTRIBUTES)).orElse(null) instanceof ObjectNode attributes
        ? attributes
        : ScimJson.object();
  }

  /** Changes whenever anything of the user does. */
  String version() {
    String says = name + "\n" + entry.orElse(null) + "\n" + member.orElse(null);
    return Hash.of(says).substring(0, VERSION_DIGITS);
  }

  private static Set<String> strings(@Nullable JsonNode list) {
    Set<String> strings = new LinkedHashSet<>();
    if (list != null) {
      list.forEach(item -> strings.add(item.asText()));
    }
    return strings;
  }

  private static ObjectNode listed(ObjectNode object, String field, Set<String> values) {
    ObjectNode copy = object.deepCopy();
    ArrayNode list = copy.putArray(field);
    values.forEach(list::add);
    return copy;
  }
}
