package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.NotImplementedException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Groups: values in a list of the members, which may be a role's. */
final class GroupResources extends ResourceHandler<Group> {
  private static final String DISPLAY_NAME = "displayName";
  private static final String MEMBERS = "members";

  @Override
  public Group createResource(Group group, Context context) {
    ScimContext request = ScimContext.of(context);
    Roster roster = request.roster();
    String name = GivenNames.require(group.getDisplayName(), DISPLAY_NAME);
    Values values = values(name, roster);
    requireFree(roster, name, "");
    Map<String, Person> wanted = wanted(group, values, roster);
    NamedGroup made =
        new NamedGroup(
            roster.newGroupId(name),
            name,
            Optional.of(Entries.said(Optional.empty(), attributes(group))));
    Membership members = new Membership(roster, values);
    members.become(wanted);
    roster.put(made);
    note(request, "scim.group.create", name, name, members);
    return GroupView.of(made, roster, true);
  }

  @Override
  public @Nullable Group getResource(
      String id,
      @Nullable List<SchemaAttribute> attributes,
      @Nullable List<SchemaAttribute> excludedAttributes,
      Context context) {
    Roster roster = ScimContext.of(context).roster();
    return roster
        .group(id)
        .map(group -> GroupView.of(group, roster, wantsMembers(excludedAttributes)))
        .orElse(null);
  }

  /** Identity providers leave the members out where they only look for a group. */
  private static boolean wantsMembers(@Nullable List<SchemaAttribute> excluded) {
    return excluded == null
        || excluded.stream().noneMatch(attribute -> attribute.getName().equals(MEMBERS));
  }

  @Override
  public PartialListResponse<Group> listResources(
      long startIndex,
      int count,
      @Nullable FilterNode filter,
      @Nullable SchemaAttribute sortBy,
      @Nullable SortOrder sortOrder,
      @Nullable List<SchemaAttribute> attributes,
      @Nullable List<SchemaAttribute> excludedAttributes,
      Context context) {
    Roster roster = ScimContext.of(context).roster();
    Optional<String> name = ListedPage.wanted(filter, DISPLAY_NAME);
    Collection<NamedGroup> groups =
        name.isEmpty()
            ? roster.groups()
            : roster.groups().stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name.get()))
                .toList();
    boolean members = wantsMembers(excludedAttributes) || filter != null && name.isEmpty();
    return new ListedPage(getServiceProvider(), startIndex, count)
        .of(groups, filter, group -> GroupView.of(group, roster, members));
  }

  @Override
  public Group updateResource(Group group, Context context) {
    ScimContext request = ScimContext.of(context);
    Roster roster = request.roster();
    NamedGroup old = require(group.getId().orElse(""), roster);
    String name = GivenNames.require(group.getDisplayName(), DISPLAY_NAME);
    Values values = values(name, roster);
    requireFree(roster, name, old.id());
    Map<String, Person> members =
        request.decides(MEMBERS) ? wanted(group, values, roster) : byId(roster.membersOf(old));
    Membership membership = new Membership(roster, values);
    for (Person person : members.values()) {
      requireActive(person, values);
      membership.requireFit(person);
    }
    NamedGroup next =
        new NamedGroup(old.id(), name, Optional.of(Entries.said(old.entry(), attributes(group))));
    if (!name.equals(old.name())) {
      new Membership(roster, values(old.name(), roster)).become(Map.of());
    }
    roster.put(next);
    membership.become(members);
    if (!next.equals(old) || membership.changed()) {
      note(request, "scim.group.update", name, old.name(), membership);
    }
    return GroupView.of(next, roster, true);
  }

  @Override
  public void deleteResource(String id, Context context) {
    ScimContext request = ScimContext.of(context);
    Roster roster = request.roster();
    NamedGroup old = require(id, roster);
    Membership members = new Membership(roster, values(old.name(), roster));
    members.become(Map.of());
    roster.remove(old);
    note(request, "scim.group.delete", old.name(), old.name(), members);
  }

  private static Values values(String name, Roster roster) {
    return Values.of(name, roster.schema().provisioning())
        .orElseThrow(
            () -> new NotImplementedException("members have no groups in the policy set in force"));
  }

  private static NamedGroup require(String id, Roster roster) {
    return roster
        .group(id)
        .orElseThrow(() -> new ResourceNotFoundException("the team has no group of this id"));
  }

  private static void requireFree(Roster roster, String name, String id) {
    if (roster.groupNamed(name).filter(other -> !other.id().equals(id)).isPresent()) {
      throw new ConflictException(
          "the team has a group with this `displayName`: find it by the filter displayName eq",
          ScimType.RFC7644.UNIQUENESS);
    }
  }

  private static Map<String, Person> wanted(Group group, Values values, Roster roster) {
    Map<String, Person> wanted = new LinkedHashMap<>();
    for (Member member : group.getMembers()) {
      String id = member.getValue().orElse("");
      Person person =
          roster
              .person(id)
              .orElseThrow(
                  () ->
                      new BadRequestException(
                          "`members.value` must be the id of a user of the team, `"
                              + id
                              + "` is not",
                          ScimType.RFC7644.INVALID_VALUE));
      requireActive(person, values);
      wanted.put(id, person);
    }
    return wanted;
  }

  private static void requireActive(Person person, Values values) {
    if (values.role() && !person.active()) {
      throw new BadRequestException(
          "`" + person.name() + "` is not active and cannot hold a role",
          ScimType.RFC7644.INVALID_VALUE);
    }
  }

  private static Map<String, Person> byId(List<Person> people) {
    Map<String, Person> byId = new LinkedHashMap<>();
    people.forEach(person -> byId.put(person.id(), person));
    return byId;
  }

  private static ObjectNode attributes(Group group) {
    ObjectNode kept = ScimJson.object();
    group.getExternalId().ifPresent(id -> kept.put(NamedGroup.EXTERNAL_ID, id));
    return kept;
  }

  private static void note(
      ScimContext request, String action, String name, String was, Membership members) {
    Map<String, Object> details = new TreeMap<>();
    details.put("group", name);
    if (!was.equals(name)) {
      details.put("was", was);
    }
    details.put("added", members.added());
    details.put("removed", members.removed());
    request.note(action, details);
  }
}
