package dev.portreeve.sidecar.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who has a value, and who is to have it. */
final class Membership {
  private final Roster roster;
  private final Values values;
  private final List<String> added = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();

  Membership(Roster roster, Values values) {
    this.roster = roster;
    this.values = values;
  }

  /** Gives the value to these people, by id, and takes it from everybody else. */
  void become(Map<String, Person> wanted) {
    List<Person> changed = new ArrayList<>();
    for (Person person : roster.people()) {
      boolean is = values.holds(person);
      boolean will = wanted.containsKey(person.id());
      if (is != will) {
        if (will) {
          requireFit(person);
        }
        changed.add(values.set(person, will));
        (will ? added : removed).add(person.name());
      }
    }
    changed.forEach(roster::put);
  }

  /** Refuses whom the policy set does not let have the value. */
  void requireFit(Person person) {
    if (values.set(person, true).member().flatMap(roster::misfit).isPresent()) {
      throw new BadRequestException(
          "the policy set does not take `" + values.value() + "` in `" + values.field() + "`",
          ScimType.RFC7644.INVALID_VALUE);
    }
  }

  boolean changed() {
    return !added.isEmpty() || !removed.isEmpty();
  }

  List<String> added() {
    return List.copyOf(added);
  }

  List<String> removed() {
    return List.copyOf(removed);
  }
}
