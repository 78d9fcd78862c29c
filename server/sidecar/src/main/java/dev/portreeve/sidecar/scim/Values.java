package dev.portreeve.sidecar.scim;

import dev.portreeve.engine.schema.ProvisioningSpec;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which value of which list of a member stands for being in a group: groups have their names in one
 * list; a name that begins with the other list's, as in {@code team_roles:admin}, is a role's.
 *
 * @param field of a member
 * @param value in it
 * @param role whether it is a role, which only active members hold
 */
record Values(String field, String value, boolean role) {
  private static final String JOINT = ":";

  /** What a group of a name stands for; empty where the policy set has no groups. */
  static Optional<Values> of(String name, ProvisioningSpec spec) {
    return spec.roles()
        .filter(field -> name.startsWith(field + JOINT) && !name.equals(field + JOINT))
        .map(field -> new Values(field, name.substring(field.length() + JOINT.length()), true))
        .or(() -> spec.groups().map(field -> new Values(field, name, false)));
  }

  /** The names of all groups that somebody is in. */
  static Set<String> names(Person person, ProvisioningSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    spec.groups()
        .ifPresent(
            field -> names.addAll(person.active() ? person.values(field) : person.heldGroups()));
    spec.roles()
        .ifPresent(field -> person.values(field).forEach(role -> names.add(field + JOINT + role)));
    return names;
  }

  boolean holds(Person person) {
    return person.active() || role
        ? person.values(field).contains(value)
        : person.heldGroups().contains(value);
  }

  /** Somebody with the value, or without it. */
  Person set(Person person, boolean held) {
    Set<String> values =
        new LinkedHashSet<>(person.active() ? person.values(field) : person.heldGroups());
    if (held) {
      values.add(value);
    } else {
      values.remove(value);
    }
    return person.active() ? person.withValues(field, values) : person.withHeldGroups(values);
  }
}
