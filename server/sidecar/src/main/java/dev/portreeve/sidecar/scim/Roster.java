package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Problem;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.store.ProvisionedEntry;
import dev.portreeve.store.ProvisionedTeam;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredTeam;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The users and groups of one team while a request is answered. It is changed in memory alone until
 * {@link #store}.
 */
public final class Roster {
  /*
   * Whoever SCIM has not made has an id all the same, made of the name, so that a team that was
   * imported can be taken over by an identity provider.
   */
  private final ProvisionedTeam before;
  private final Schema schema;
  private final SortedMap<String, Person> people = new TreeMap<>();
  private final Map<String, Person> peopleById = new HashMap<>();
  private final Map<String, NamedGroup> groupEntries = new LinkedHashMap<>();
  private final Set<String> touched = new TreeSet<>();
  private final Set<Key> changedEntries = new LinkedHashSet<>();
  private @Nullable Index index;

  private record Key(ProvisionedEntry.Kind kind, String id) {}

  /** All groups with their members. */
  private record Index(
      SortedMap<String, NamedGroup> byName,
      Map<String, NamedGroup> byId,
      Map<String, List<Person>> members) {}

  /**
   * @param before the team as it is stored
   * @param schema in force
   */
  public Roster(ProvisionedTeam before, Schema schema) {
    this.before = before;
    this.schema = schema;
    Map<String, ProvisionedEntry> users = new HashMap<>();
    for (ProvisionedEntry entry : before.entries()) {
      ObjectNode says = ScimJson.parse(entry.document());
      if (entry.kind() == ProvisionedEntry.Kind.USER) {
        users.put(entry.name(), entry);
        Optional<ObjectNode> member =
            Optional.ofNullable(before.team().members().get(entry.name())).map(ScimJson::parse);
        add(new Person(entry.id(), entry.name(), Optional.of(says), member));
      } else {
        groupEntries.put(entry.id(), new NamedGroup(entry.id(), entry.name(), Optional.of(says)));
      }
    }
    before
        .team()
        .members()
        .forEach(
            (name, says) -> {
              if (!users.containsKey(name)) {
                String id = idOf("user", name, peopleById.keySet());
                add(new Person(id, name, Optional.empty(), Optional.of(ScimJson.parse(says))));
              }
            });
  }

  private void add(Person person) {
    people.put(person.name(), person);
    peopleById.put(person.id(), person);
  }

  private static String idOf(String kind, String name, Set<String> taken) {
    for (int attempt = 0; ; attempt++) {
      byte[] of = (kind + attempt + ":" + name).getBytes(StandardCharsets.UTF_8);
      String id = UUID.nameUUIDFromBytes(of).toString();
      if (!taken.contains(id)) {
        return id;
      }
    }
  }

  Schema schema() {
    return schema;
  }

  /** What of a member the policy set does not take, or empty. */
  Optional<Problem> misfit(ObjectNode member) {
    return schema.person().accept(ScimJson.raw(member)) instanceof InvalidValue invalid
        ? Optional.of(invalid.problems().get(0))
        : Optional.empty();
  }

  String newUserId(String name) {
    return idOf("user", name, peopleById.keySet());
  }

  String newGroupId(String name) {
    return idOf("group", name, index().byId().keySet());
  }

  /** All users, by their names. */
  Collection<Person> people() {
    return Collections.unmodifiableCollection(people.values());
  }

  Optional<Person> person(String id) {
    return Optional.ofNullable(peopleById.get(id));
  }

  /** Whoever has a name already, however it is capitalised. */
  Optional<Person> named(String name) {
    return Optional.ofNullable(people.get(name))
        .or(() -> people.values().stream().filter(p -> p.name().equalsIgnoreCase(name)).findAny());
  }

  /** Makes a user, or replaces the one of the id. */
  void put(Person person) {
    Person old = peopleById.get(person.id());
    if (old != null) {
      people.remove(old.name());
      touched.add(old.name());
    }
    touched.add(person.name());
    changedEntries.add(new Key(ProvisionedEntry.Kind.USER, person.id()));
    add(person);
    index = null;
  }

  void remove(Person person) {
    people.remove(person.name());
    peopleById.remove(person.id());
    touched.add(person.name());
    changedEntries.add(new Key(ProvisionedEntry.Kind.USER, person.id()));
    index = null;
  }

  /** All groups, by their names. */
  Collection<NamedGroup> groups() {
    return index().byName().values();
  }

  Optional<NamedGroup> group(String id) {
    return Optional.ofNullable(index().byId().get(id));
  }

  Optional<NamedGroup> groupNamed(String name) {
    return Optional.ofNullable(index().byName().get(name));
  }

  /** Who is in a group, in the order of the names. */
  List<Person> membersOf(NamedGroup group) {
    return index().members().getOrDefault(group.name(), List.of());
  }

  /** Makes a group, or replaces the one of the id; its members are the people's own matter. */
  void put(NamedGroup group) {
    groupEntries.put(group.id(), group);
    changedEntries.add(new Key(ProvisionedEntry.Kind.GROUP, group.id()));
    index = null;
  }

  void remove(NamedGroup group) {
    groupEntries.remove(group.id());
    changedEntries.add(new Key(ProvisionedEntry.Kind.GROUP, group.id()));
    index = null;
  }

  private Index index() {
    Index built = index;
    if (built == null) {
      built = new Index(new TreeMap<>(), new HashMap<>(), new HashMap<>());
      for (NamedGroup group : groupEntries.values()) {
        built.byName().put(group.name(), group);
        built.byId().put(group.id(), group);
      }
      for (Person person : people.values()) {
        for (String name : Values.names(person, schema.provisioning())) {
          built.members().computeIfAbsent(name, n -> new ArrayList<>()).add(person);
          if (!built.byName().containsKey(name)) {
            String id = idOf("group", name, built.byId().keySet());
            NamedGroup group = new NamedGroup(id, name, Optional.empty());
            built.byName().put(name, group);
            built.byId().put(id, group);
          }
        }
      }
      index = built;
    }
    return built;
  }

  /** What does not fit the policy set in the team as it is now, or empty. */
  Optional<String> problem() {
    SortedMap<String, String> members = new TreeMap<>(before.team().members());
    for (String name : touched) {
      String says = memberText(name);
      if (says == null) {
        members.remove(name);
      } else {
        members.put(name, says);
      }
    }
    StoredTeam next = new StoredTeam(before.team().id(), before.team().document(), members);
    List<Diagnostic> problems = new ArrayList<>();
    return new TeamReader(schema).document(next.file(), problems).isPresent()
        ? Optional.empty()
        : Optional.of(problems.get(0).message());
  }

  private @Nullable String memberText(String name) {
    Person person = people.get(name);
    return person == null ? null : person.member().map(ScimJson::text).orElse(null);
  }

  /**
   * Stores what has changed.
   *
   * @return whether anything of it is another for checks; empty: nothing has changed at all
   */
  public Optional<Boolean> store(StoreTransaction transaction) throws SQLException {
    boolean members = storeMembers(transaction);
    boolean entries = storeEntries(transaction);
    return members || entries ? Optional.of(members) : Optional.empty();
  }

  private boolean storeMembers(StoreTransaction transaction) throws SQLException {
    boolean changed = false;
    for (String name : touched) {
      String now = memberText(name);
      String then = before.team().members().get(name);
      if (now == null && then != null) {
        transaction.removeMember(before.team().id(), name);
        changed = true;
      } else if (now != null
          && (then == null || !ScimJson.parse(then).equals(ScimJson.parse(now)))) {
        transaction.putMember(before.team().id(), name, now);
        changed = true;
      }
    }
    return changed;
  }

  private boolean storeEntries(StoreTransaction transaction) throws SQLException {
    Map<Key, ProvisionedEntry> old = new HashMap<>();
    before.entries().forEach(entry -> old.put(new Key(entry.kind(), entry.id()), entry));
    boolean changed = false;
    for (Key key : changedEntries) {
      ProvisionedEntry then = old.get(key);
      Optional<ProvisionedEntry> now = entry(key);
      if (now.isEmpty() && then != null) {
        transaction.remove(then);
        changed = true;
      } else if (now.isPresent() && !now.get().equals(then)) {
        transaction.put(now.get());
        changed = true;
      }
    }
    return changed;
  }

  private Optional<ProvisionedEntry> entry(Key key) {
    return switch (key.kind()) {
      case USER ->
          person(key.id()).flatMap(each -> each.entry().map(says -> entry(key, each.name(), says)));
      case GROUP ->
          Optional.ofNullable(groupEntries.get(key.id()))
              .flatMap(each -> each.entry().map(says -> entry(key, each.name(), says)));
    };
  }

  private ProvisionedEntry entry(Key key, String name, ObjectNode says) {
    return new ProvisionedEntry(
        before.team().id(), key.kind(), key.id(), name, ScimJson.text(says));
  }
}
