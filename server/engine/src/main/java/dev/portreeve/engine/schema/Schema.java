package dev.portreeve.engine.schema;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.schema.FromDirectory.Mode;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.SealedType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything a policy set declares: facts, team attributes, settings and actions. Immutable.
 *
 * <p>Every fact has a slot, a small number that is fixed when the set is loaded; decoders ask for
 * it by name once and write the value there.
 */
public final class Schema {
  /** The context fact that every set has: a caller that only wants to know sends it as true. */
  public static final String DRY_RUN = "dry_run";

  /** The context fact that every set has: the types of obligation that the caller can meet. */
  public static final String SUPPORTED_OBLIGATIONS = "supported_obligations";

  /**
   * The context fact that every set has: what the server found out of the approval that a caller
   * presents. No request states it.
   */
  public static final String APPROVAL = "approval";

  /** The member of {@link #APPROVAL} that says whether an approval stands behind the check. */
  public static final String GRANTED = "granted";

  /** The context facts that every set has without declaring them. */
  public static final Set<String> BUILT_IN = Set.of(APPROVAL, DRY_RUN, SUPPORTED_OBLIGATIONS);

  /** The name of the type of what the directory says of a subject. */
  public static final String PERSON = "person";

  /** The name of the type of what the directory says of a resource. */
  public static final String RESOURCE_ENTRY = "resource_entry";

  private final String name;
  private final String hash;
  private final List<String> subjectTypes;
  private final List<String> resourceTypes;
  private final List<Fact> facts;
  private final Map<Entity, Map<String, Fact>> byName = new EnumMap<>(Entity.class);
  private final StructType person;
  private final StructType resourceEntry;
  private final Structure unknownPerson;
  private final Structure unknownResource;
  private final List<Fact> filledIn;
  private final Optional<Fact> team;
  private final Optional<String> defaultTeam;
  private final StructType attributes;
  private final List<Setting> settings;
  private final Map<String, Setting> settingByKey = new HashMap<>();
  private final StructType settingsType;
  private final Optional<ChangeSpec> change;
  private final Optional<RequestSpec> requests;
  private final Map<String, String> secrets;
  private final ProvisioningSpec provisioning;
  private final Map<String, ActionSpec> actions;
  private final Map<String, List<String>> groups;
  private final Map<String, StructType> obligations;
  private final Map<String, StructType> advice;
  private final RecordSpec records;

  Schema(SchemaReader.Parts parts) {
    this.name = parts.name;
    this.hash = parts.hash;
    this.subjectTypes = List.copyOf(parts.subjectTypes);
    this.resourceTypes = List.copyOf(parts.resourceTypes);
    this.facts = List.copyOf(parts.facts);
    for (Entity entity : Entity.values()) {
      byName.put(entity, new HashMap<>());
    }
    for (Fact fact : facts) {
      named(fact.entity()).put(fact.name(), fact);
    }
    this.person = parts.person;
    this.resourceEntry = parts.resourceEntry;
    this.unknownPerson = person.empty();
    this.unknownResource = resourceEntry.empty();
    this.filledIn =
        facts.stream()
            .filter(
                fact -> fact.directory().map(FromDirectory::mode).equals(Optional.of(Mode.FILL)))
            .toList();
    this.team = parts.team;
    this.defaultTeam =
        parts
            .team
            .filter(fact -> fact.absent() instanceof Fact.Absent.Default)
            .map(fact -> (String) ((Fact.Absent.Default) fact.absent()).value());
    this.attributes = parts.attributes;
    this.settings = List.copyOf(parts.settings);
    settings.forEach(setting -> settingByKey.put(setting.key(), setting));
    this.settingsType = parts.settingsType;
    this.change = parts.change;
    this.requests = parts.requests;
    this.secrets = Map.copyOf(parts.secrets);
    this.provisioning = parts.provisioning;
    this.actions = Map.copyOf(parts.actions);
    this.groups = Map.copyOf(parts.groups);
    this.obligations = Map.copyOf(parts.obligations);
    this.advice = Map.copyOf(parts.advice);
    this.records = parts.records;
  }

  private Map<String, Fact> named(Entity entity) {
    return requireNonNull(byName.get(entity));
  }

  /** The set's name. */
  public String name() {
    return name;
  }

  /** A hash of the schema's text; what was checked under one schema says nothing under another. */
  public String hash() {
    return hash;
  }

  /** The types a subject may have; empty means any. */
  public List<String> subjectTypes() {
    return subjectTypes;
  }

  /** The types a resource may have; empty means any, save that an action names its own. */
  public List<String> resourceTypes() {
    return resourceTypes;
  }

  /** The types of which some action is asked about resources; empty means any. */
  public List<String> allResourceTypes() {
    if (!resourceTypes.isEmpty()
        || actions.values().stream().anyMatch(action -> action.resourceTypes().isEmpty())) {
      return resourceTypes;
    }
    return actions.values().stream()
        .flatMap(action -> action.resourceTypes().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The types that the subject or resource of an action may have; empty means any, and for an
   * action or context that it has none.
   */
  public List<String> types(ActionSpec action, Entity entity) {
    return switch (entity) {
      case SUBJECT -> subjectTypes;
      case RESOURCE -> action.resourceTypes();
      case ACTION, CONTEXT -> List.of();
    };
  }

  /**
   * The type in which an action has a fact: what any of the types that its subject or resource may
   * have takes it in; empty when none of them has it.
   */
  public Optional<ValueType> typeOf(ActionSpec action, Fact fact) {
    List<ValueType> found = new ArrayList<>();
    for (String type : types(action, fact.entity())) {
      fact.owners().in(action.name(), type).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      return types(action, fact.entity()).isEmpty() ? typeOf(action, fact, "") : Optional.empty();
    }
    return Optional.of(found.size() == 1 ? found.get(0) : StringType.widest(found));
  }

  /**
   * The type in which an action's subject or resource of one type has a fact, or empty when it does
   * not have it.
   */
  public Optional<ValueType> typeOf(ActionSpec action, Fact fact, String type) {
    return fact.owners().in(action.name(), type);
  }

  /** All facts; each one's index is its slot. */
  public List<Fact> facts() {
    return facts;
  }

  /** Whether team files may hold secrets, so that no line of one may be shown. */
  public boolean holdsSecrets() {
    return holdsSecrets(attributes) || holdsSecrets(settingsType);
  }

  private static boolean holdsSecrets(ValueType type) {
    if (type instanceof StructType struct) {
      return struct.fields().stream().anyMatch(field -> holdsSecrets(field.type()));
    }
    return type instanceof SealedType
        || (type instanceof ListType list && holdsSecrets(list.items()));
  }

  /** The fact of that name, or empty when none is declared. */
  public Optional<Fact> fact(Entity entity, String fact) {
    return Optional.ofNullable(named(entity).get(fact));
  }

  /** The slot of the fact of that name, or -1 when none is declared. For decoders. */
  public int slot(Entity entity, String fact) {
    Fact found = named(entity).get(fact);
    return found == null ? -1 : found.slot();
  }

  /** What the directory says of a person: one field per fact of the subject that it may supply. */
  public StructType person() {
    return person;
  }

  /** What the directory says of a resource: one field per fact of it that it may supply. */
  public StructType resourceEntry() {
    return resourceEntry;
  }

  /** What the directory says of a resource that has one of some types. */
  public StructType resourceEntry(Set<String> types) {
    List<Field> fields = new ArrayList<>();
    for (Field field : resourceEntry.fields()) {
      Fact fact = requireNonNull(named(Entity.RESOURCE).get(field.name()));
      List<ValueType> stated = types.stream().flatMap(type -> stated(fact, type).stream()).toList();
      if (!stated.isEmpty()) {
        fields.add(field.of(stated.size() == 1 ? stated.get(0) : field.type()));
      }
    }
    return new StructType(RESOURCE_ENTRY, StructType.Members.CLOSED, fields);
  }

  /**
   * The type in which the directory states a fact of a subject or resource, or empty when those of
   * that type do not have it.
   */
  public Optional<ValueType> stated(Fact fact, String type) {
    Owners owners = fact.owners();
    boolean ofActions = owners.shared().isEmpty() && owners.types().isEmpty();
    return ofActions ? Optional.of(fact.type()) : owners.in("", type);
  }

  /** A person of whom the directory says nothing. */
  public Structure unknownPerson() {
    return unknownPerson;
  }

  /** A resource of which the directory says nothing. */
  public Structure unknownResource() {
    return unknownResource;
  }

  /** The facts that the directory fills in when a request leaves them out. */
  public List<Fact> filledIn() {
    return filledIn;
  }

  /** The slot of {@link #APPROVAL}. */
  public int approvalSlot() {
    return facts.size() - 3;
  }

  /** The slot of {@link #SUPPORTED_OBLIGATIONS}. */
  public int supportedObligationsSlot() {
    return facts.size() - 2;
  }

  /** The slot of {@link #DRY_RUN}. */
  public int dryRunSlot() {
    return facts.size() - 1;
  }

  /** The fact that names the team, or empty when the set has no teams. */
  public Optional<Fact> team() {
    return team;
  }

  /** The team of checks that name none, or empty: what single-tenant sets declare. */
  public Optional<String> defaultTeam() {
    return defaultTeam;
  }

  /** The members of a team file beside its id, settings and members. */
  public StructType attributes() {
    return attributes;
  }

  /** All settings; each one's index is its place here and in {@link #settingsType}. */
  public List<Setting> settings() {
    return settings;
  }

  /** The setting of that key, or empty. */
  public Optional<Setting> setting(String key) {
    return Optional.ofNullable(settingByKey.get(key));
  }

  /** One field per setting; its values are what a team file stores. */
  public StructType settingsType() {
    return settingsType;
  }

  /** The facts that propose a change of a setting, or empty when the set decides none. */
  public Optional<ChangeSpec> change() {
    return change;
  }

  /** The action of that name, or empty. */
  public Optional<ActionSpec> action(String action) {
    return Optional.ofNullable(actions.get(action));
  }

  /** How requests for approval are kept, or empty when the set has none kept. */
  public Optional<RequestSpec> requests() {
    return requests;
  }

  /** The obligations that have sealed fields opened, by {@code SETTING.FIELD}. */
  public Map<String, String> secrets() {
    return secrets;
  }

  /** How an identity provider's users and groups are written as members of a team. */
  public ProvisioningSpec provisioning() {
    return provisioning;
  }

  /** The actions, by name. */
  public Map<String, ActionSpec> actions() {
    return actions;
  }

  /** The groups of actions that share one policy, whose name is the group's. */
  public Map<String, List<String>> groups() {
    return groups;
  }

  /** The names that policies may have, in their order: those of actions and of groups. */
  public Set<String> policies() {
    Set<String> names = new TreeSet<>(actions.keySet());
    names.addAll(groups.keySet());
    return names;
  }

  /** The name of the policy that decides an action: its own, or that of its group. */
  public String policyOf(String action) {
    return groups.entrySet().stream()
        .filter(group -> group.getValue().contains(action))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(action);
  }

  /** The actions that a policy of a name decides: those of a group, or that of the name alone. */
  public List<String> decidedBy(String policy) {
    return groups.getOrDefault(policy, List.of(policy));
  }

  /** The members of each custom obligation, by its action; empty when the schema says nothing. */
  public Map<String, StructType> obligations() {
    return obligations;
  }

  /** The members of each advice, by its action; empty when the schema says nothing. */
  public Map<String, StructType> advice() {
    return advice;
  }

  /** What a store can keep, and what becomes of it. */
  public RecordSpec records() {
    return records;
  }

  /** What records of a type have, by name: the facts of the type, or what is declared for them. */
  public Map<String, ValueType> recordMembers(String type) {
    return RecordSpec.members(type, records.types(), facts);
  }

  /** The facts that the subjects or resources of a type have of their own. */
  public List<Fact> ownFacts(Entity entity, String type) {
    return facts.stream()
        .filter(fact -> fact.entity() == entity && fact.owners().types().containsKey(type))
        .toList();
  }
}
