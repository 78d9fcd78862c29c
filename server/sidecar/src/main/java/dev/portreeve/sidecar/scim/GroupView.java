package dev.portreeve.sidecar.scim;

import de.captaingoldfish.scim.sdk.common.constants.ResourceTypeNames;
import de.captaingoldfish.scim.sdk.common.constants.SchemaUris;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import dev.portreeve.engine.yaml.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Shows a group as SCIM has it. */
final class GroupView {
  private static final int VERSION_DIGITS = 16;

  private GroupView() {}

  /**
   * The resource.
   *
   * @param withMembers whether they are wanted
   */
  static Group of(NamedGroup group, Roster roster, boolean withMembers) {
    Group shown = Group.builder().id(group.id()).displayName(group.name()).build();
    shown.setSchemas(Set.of(SchemaUris.GROUP_URI));
    group.externalId().ifPresent(shown::setExternalId);
    List<Person> people = roster.membersOf(group);
    if (withMembers && !people.isEmpty()) {
      List<Member> members = new ArrayList<>(people.size());
      for (Person person : people) {
        members.add(
            Member.builder()
                .value(person.id())
                .display(person.name())
                .type(ResourceTypeNames.USER)
                .build());
      }
      shown.setMembers(members);
    }
    StringBuilder all = new StringBuilder(group.name()).append(group.entry().orElse(null));
    people.forEach(person -> all.append('\n').append(person.id()));
    String version = Hash.of(all.toString()).substring(0, VERSION_DIGITS);
    shown.setMeta(Entries.meta(group.entry(), version));
    shown.getMeta().ifPresent(meta -> meta.setResourceType(ResourceTypeNames.GROUPS));
    return shown;
  }
}
