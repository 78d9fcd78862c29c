package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.PersonRole;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import dev.portreeve.engine.schema.ProvisioningSpec;
import dev.portreeve.engine.type.Problem;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users: members of the team, and those who were or will be. */
final class UserResources extends ResourceHandler<User> {
  private static final String ROLES = "roles";

  /* What the team says, or what is never kept. */
  private static final List<String> NOT_KEPT =
      List.of("id", "meta", "userName", "active", "groups", "password");

  @Override
  public User createResource(User user, Context context) {
    ScimContext request = ScimContext.of(context);
    Roster roster = request.roster();
    String name = GivenNames.require(user.getUserName(), "userName");
    requireFree(roster, name, "");
    Optional<ObjectNode> member =
        active(user).orElse(true) ? Optional.of(fresh(user, roster)) : Optional.empty();
    Person made =
        new Person(
            roster.newUserId(name),
            name,
            Optional.of(Entries.said(Optional.empty(), attributes(user))),
            member.map(says -> fitting(says, roster)));
    roster.put(made);
    UserChange.note(request, "scim.user.create", Optional.empty(), Optional.of(made));
    return UserView.of(made, roster);
  }

  @Override
  public @Nullable User getResource(
      String id,
      @Nullable List<SchemaAttribute> attributes,
      @Nullable List<SchemaAttribute> excludedAttributes,
      Context context) {
    Roster roster = ScimContext.of(context).roster();
    return roster.person(id).map(person -> UserView.of(person, roster)).orElse(null);
  }

  @Override
  public PartialListResponse<User> listResources(
      long startIndex,
      int count,
      @Nullable FilterNode filter,
      @Nullable SchemaAttribute sortBy,
      @Nullable SortOrder sortOrder,
      @Nullable List<SchemaAttribute> attributes,
      @Nullable List<SchemaAttribute> excludedAttributes,
      Context context) {
    Roster roster = ScimContext.of(context).roster();
    Optional<String> name = ListedPage.wanted(filter, "userName");
    Optional<String> external = ListedPage.wanted(filter, NamedGroup.EXTERNAL_ID);
    Collection<Person> people =
        name.isEmpty() && external.isEmpty()
            ? roster.people()
            : roster.people().stream()
                .filter(each -> name.isEmpty() || lower(each.name()).equals(name.get()))
                .filter(each -> external.isEmpty() || external(each).equals(external.get()))
                .toList();
    return new ListedPage(getServiceProvider(), startIndex, count)
        .of(people, filter, person -> UserView.of(person, roster));
  }

  private static String external(Person person) {
    return lower(person.attributes().path(NamedGroup.EXTERNAL_ID).asText());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public User updateResource(User user, Context context) {
    ScimContext request = ScimContext.of(context);
    Roster roster = request.roster();
    Person old = require(user.getId().orElse(""), roster);
    String name = GivenNames.require(user.getUserName(), "userName");
    requireFree(roster, name, old.id());
    Person next =
        new Person(
            old.id(), name, Optional.of(Entries.said(old.entry(), attributes(user))), old.member());
    boolean active = active(user).orElse(old.active());
    if (active && !old.active()) {
      Set<String> held = old.heldGroups();
      ObjectNode member = fresh(user, roster);
      next = new Person(old.id(), name, next.entry(), Optional.of(member)).withHeldGroups(Set.of());
      Optional<String> groups = spec(roster).groups();
      next = groups.isPresent() ? next.withValues(groups.get(), held) : next;
    } else if (!active && old.active()) {
      Set<String> held = spec(roster).groups().map(old::values).orElse(Set.of());
      next = new Person(old.id(), name, next.entry(), Optional.empty()).withHeldGroups(held);
    } else if (active && spec(roster).roles().isPresent() && request.decides(ROLES)) {
      next = next.withValues(spec(roster).roles().get(), roles(user));
    }
    next.member().ifPresent(says -> fitting(says, roster));
    if (!next.equals(old)) {
      roster.put(next);
      UserChange.note(request, "scim.user.update", Optional.of(old), Optional.of(next));
    }
    return UserView.of(next, roster);
  }

  @Override
  public void deleteResource(String id, Context context) {
    ScimContext request = ScimContext.of(context);
    Person old = require(id, request.roster());
    request.roster().remove(old);
    UserChange.note(request, "scim.user.delete", Optional.of(old), Optional.empty());
  }

  private static Person require(String id, Roster roster) {
    return roster
        .person(id)
        .orElseThrow(() -> new ResourceNotFoundException("the team has no user of this id"));
  }

  private static void requireFree(Roster roster, String name, String id) {
    if (roster.named(name).filter(other -> !other.id().equals(id)).isPresent()) {
      throw new ConflictException(
          "the team has a user with this `userName`: find it by the filter userName eq",
          ScimType.RFC7644.UNIQUENESS);
    }
  }

  private static ProvisioningSpec spec(Roster roster) {
    return roster.schema().provisioning();
  }

  private static Optional<Boolean> active(User user) {
    JsonNode active = user.get("active");
    return active == null || !active.isBoolean()
        ? Optional.empty()
        : Optional.of(active.booleanValue());
  }

  /** What the team says of somebody new: as the policy set has it, with the roles that came. */
  private static ObjectNode fresh(User user, Roster roster) {
    ObjectNode member = ScimJson.tree(spec(roster).fresh());
    Set<String> roles = roles(user);
    if (!roles.isEmpty()) {
      spec(roster)
          .roles()
          .ifPresent(
              field -> {
                ArrayNode list = member.putArray(field);
                roles.forEach(list::add);
              });
    }
    return member;
  }

  private static Set<String> roles(User user) {
    Set<String> roles = new LinkedHashSet<>();
    for (PersonRole role : user.getRoles()) {
      roles.add(GivenNames.require(role.getValue(), "roles.value"));
    }
    return roles;
  }

  private static ObjectNode attributes(User user) {
    // The library's nodes compare by their classes, those that are read from the store do not.
    ObjectNode kept = ScimJson.parse(user.toString());
    kept.remove(NOT_KEPT);
    if (kept.get(ROLES) instanceof ArrayNode sent) {
      sent.removeIf(role -> role.size() == 1); // a value alone is what the team says
      if (sent.isEmpty()) {
        kept.remove(ROLES);
      }
    }
    return kept;
  }

  /** What fits the policy set, or the problem with it. */
  private static ObjectNode fitting(ObjectNode member, Roster roster) {
    Optional<Problem> misfit = roster.misfit(member);
    if (misfit.isPresent()) {
      throw new BadRequestException(
          "the policy set does not take `" + misfit.get().path() + "`: " + misfit.get().message(),
          ScimType.RFC7644.INVALID_VALUE);
    }
    return member;
  }
}
