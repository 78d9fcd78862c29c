package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.AnyType;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Hash;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code schema.yaml}. */
public final class SchemaReader {
  private static final String GROUPS = "groups";
  private static final String REQUESTS = "requests";
  private static final String SECRETS = "secrets";
  private static final String PROVISIONING = "provisioning";
  private static final int MAX_BYTES = 1 << 20;
  private static final Set<String> TOP =
      Set.of(
          "name",
          "description",
          "team",
          "subject",
          "action",
          "resource",
          "context",
          "team_attributes",
          "settings",
          "change",
          REQUESTS,
          SECRETS,
          PROVISIONING,
          RecordsReader.KEY,
          "actions",
          GROUPS,
          "obligations",
          "advice",
          References.DEFINITIONS);

  /** How actions and groups of them are called. */
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}";

  private static final Set<String> ACTION =
      Set.of(
          "subject", "action", "resource", "context", "description", "title", FulfilmentReader.KEY);

  private final NodeReader reader;
  private final TypeReader fileTypes;
  private final DirectoryReader directory;
  private final FactsReader facts;
  private final Parts parts = new Parts();

  /** What a {@link Schema} is made of. */
  static final class Parts {
    String name = "";
    String hash = "";
    final List<String> subjectTypes = new ArrayList<>();
    final List<String> resourceTypes = new ArrayList<>();
    final List<Fact> facts = new ArrayList<>();
    StructType person = new StructType(Schema.PERSON, StructType.Members.CLOSED, List.of());
    StructType resourceEntry =
        new StructType(Schema.RESOURCE_ENTRY, StructType.Members.CLOSED, List.of());
    Optional<Fact> team = Optional.empty();
    StructType attributes = new StructType("team", StructType.Members.CLOSED, List.of());
    final List<Setting> settings = new ArrayList<>();
    StructType settingsType = new StructType("settings", StructType.Members.CLOSED, List.of());
    Optional<ChangeSpec> change = Optional.empty();
    Optional<RequestSpec> requests = Optional.empty();
    Map<String, String> secrets = Map.of();
    ProvisioningSpec provisioning = ProvisioningSpec.NONE;
    Map<String, StructType> obligations = Map.of();
    Map<String, StructType> advice = Map.of();
    RecordSpec records = RecordSpec.NONE;
    final Map<String, ActionSpec> actions = new LinkedHashMap<>();
    final Map<String, List<String>> groups = new LinkedHashMap<>();
  }

  private SchemaReader(NodeReader reader) {
    this.reader = reader;
    this.fileTypes = new TypeReader(reader, StructType.Members.CLOSED);
    this.directory = new DirectoryReader(reader);
    this.facts =
        new FactsReader(reader, new TypeReader(reader, StructType.Members.OPEN), directory);
  }

  /** The schema, or empty when it does not load; then {@code problems} says why. */
  public static Optional<Schema> read(SourceFile file, List<Diagnostic> problems) {
    List<Diagnostic> found = new ArrayList<>();
    Optional<YamlNode> root = YamlReader.read(file, MAX_BYTES, found);
    Optional<Schema> schema =
        root.map(node -> new SchemaReader(new NodeReader(file, found)).schema(node, file));
    // what stands under `$defs` is read wherever it is referred to
    found.stream().distinct().forEach(problems::add);
    return found.isEmpty() ? schema : Optional.empty();
  }

  private Schema schema(YamlNode root, SourceFile file) {
    YamlNode.Mapping written = reader.mapping(root, "the schema");
    reader.expectOnly(written, TOP);
    YamlNode.Mapping top = References.resolved(written, reader);
    parts.hash = Hash.of(file.text());
    parts.name = reader.string(top, "name").orElse("");
    if (top.find("name").isEmpty()) {
      reader.problem(top.position(), "`name` is required");
    }
    readFacts(top);
    readActions(reader.mapping(top, "actions"));
    new GroupsReader(reader, parts.actions.keySet())
        .read(reader.mapping(top, GROUPS), parts.groups);
    addFacts();
    parts.team = top.find("team").flatMap(node -> teamFact(top));
    parts.attributes = attributes(reader.mapping(top, "team_attributes"));
    readSettings(reader.mapping(top, "settings"));
    top.find("change").ifPresent(node -> readChange(reader.mapping(node, "`change`")));
    DirectivesReader directives = new DirectivesReader(reader, fileTypes);
    parts.obligations = directives.read(top, "obligations");
    parts.advice = directives.read(top, "advice");
    parts.records = new RecordsReader(reader, fileTypes, parts).read(top);
    parts.secrets = new SecretsReader(reader, parts).read(reader.mapping(top, SECRETS));
    parts.provisioning =
        new ProvisioningReader(reader, parts.person).read(reader.mapping(top, PROVISIONING));
    if (top.find(REQUESTS).isPresent()) {
      parts.requests = new RequestsReader(reader, parts).read(reader.mapping(top, REQUESTS));
    }
    return new Schema(parts);
  }

  private void readFacts(YamlNode.Mapping top) {
    for (Entity entity : Entity.values()) {
      YamlNode.Mapping node = reader.mapping(top, entity.variable());
      boolean typed = entity == Entity.SUBJECT || entity == Entity.RESOURCE;
      reader.expectOnly(node, keys(entity));
      if (entity == Entity.SUBJECT) {
        directory.readSubject(node);
      }
      facts.readShared(entity, reader.mapping(node, "properties"));
      if (typed) {
        typesOf(entity).addAll(readTypes(entity, node));
      }
    }
  }

  private static Set<String> keys(Entity entity) {
    return switch (entity) {
      case SUBJECT -> Set.of("types", DirectoryReader.KEY, "properties");
      case RESOURCE -> Set.of("types", "properties");
      case ACTION, CONTEXT -> Set.of("properties");
    };
  }

  private List<String> typesOf(Entity entity) {
    return entity == Entity.SUBJECT ? parts.subjectTypes : parts.resourceTypes;
  }

  /** The types of an entity: a list of names, or a map that says which facts each one has. */
  private List<String> readTypes(Entity entity, YamlNode.Mapping node) {
    if (!(node.find("types").orElse(null) instanceof YamlNode.Mapping types)) {
      return reader.strings(node, "types");
    }
    types
        .members()
        .forEach(
            (name, member) -> {
              YamlNode.Mapping type = reader.mapping(member.value(), "`" + name + "`");
              reader.expectOnly(type, Set.of("properties", "description", "title"));
              facts.readOfType(entity, name, reader.mapping(type, "properties"));
            });
    return List.copyOf(types.members().keySet());
  }

  private void addFacts() {
    facts.addTo(parts.facts);
    DirectoryReader.Types held = directory.resolve(parts.facts);
    parts.person = held.person();
    parts.resourceEntry = held.resource();
    StructType approval = approval();
    addBuiltIn(
        Schema.APPROVAL,
        approval,
        new Fact.Absent.Default(approval.empty()),
        "whether an approval stands behind the check; only the server says so");
    addBuiltIn(
        Schema.SUPPORTED_OBLIGATIONS,
        new ListType(StringType.free(), ""),
        new Fact.Absent.Missing(),
        "the types of obligation that the caller can meet; left out: any");
    addBuiltIn(
        Schema.DRY_RUN,
        new BooleanType(),
        new Fact.Absent.Default(false),
        "whether the caller only wants to know: obligations come as advice");
  }

  private static StructType approval() {
    return new StructType(
        Schema.APPROVAL,
        StructType.Members.OPEN,
        List.of(
            new Field(
                Schema.GRANTED,
                new BooleanType(),
                false,
                Optional.of(false),
                new Field.EntryForm.None(),
                "")));
  }

  private void addBuiltIn(String name, ValueType type, Fact.Absent absent, String description) {
    parts.facts.add(
        new Fact(
            parts.facts.size(),
            Entity.CONTEXT,
            name,
            type,
            absent,
            Optional.empty(),
            description,
            Owners.everyone(type)));
  }

  /** The declared fact whose path stands in the member, or empty after noting the problem. */
  private Optional<Fact> factAt(YamlNode.Mapping parent, String key) {
    if (parent.find(key).isEmpty()) {
      reader.problem(parent.position(), "`" + key + "` is required: the path of a declared fact");
      return Optional.empty();
    }
    Optional<String> path = reader.string(parent, key);
    Optional<Fact> fact =
        path.flatMap(p -> parts.facts.stream().filter(f -> f.path().equals(p)).findFirst());
    if (fact.isEmpty()) {
      List<String> paths = parts.facts.stream().map(Fact::path).toList();
      String help = path.map(p -> Suggestion.didYouMean(p, paths)).orElse("");
      reader.problem(parent.locate(key), "`" + key + "` must be the path of a declared fact", help);
    }
    return fact;
  }

  /** The fact that carries the team, which is known before any policy is asked. */
  private Optional<Fact> teamFact(YamlNode.Mapping top) {
    Optional<Fact> fact = factAt(top, "team");
    if (fact.isPresent() && fact.get().owners().shared().isEmpty()) {
      reader.problem(
          top.locate("team"),
          "the fact that carries the team must belong to all types",
          "declare it under `" + fact.get().entity().variable() + ".properties`");
    }
    if (fact.isPresent() && fact.get().directory().isPresent()) {
      reader.problem(
          top.locate("team"),
          "the fact that carries the team cannot come from the directory",
          "the team is known before the directory is asked: leave its `directory` out");
    }
    if (fact.isPresent() && !(fact.get().type() instanceof StringType)) {
      reader.problem(top.locate("team"), "the fact that carries the team must be a string");
      return Optional.empty();
    }
    return fact;
  }

  private StructType attributes(YamlNode.Mapping node) {
    List<String> required =
        node.members().entrySet().stream()
            .filter(
                member ->
                    member.getValue().value() instanceof YamlNode.Mapping attribute
                        && attribute.find("default").isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    return fileTypes.struct(node, required, "team");
  }

  private void readSettings(YamlNode.Mapping node) {
    List<Field> fields = new ArrayList<>();
    node.members().forEach((key, member) -> readSetting(key, member.value(), fields));
    parts.settingsType = new StructType("settings", StructType.Members.CLOSED, fields);
  }

  private void readSetting(String key, YamlNode value, List<Field> fields) {
    YamlNode.Mapping node = reader.mapping(value, "`" + key + "`");
    Set<String> known = new LinkedHashSet<>(TypeReader.KEYS);
    known.addAll(List.of("plans", "roles"));
    reader.expectOnly(node, known);
    ValueType type = fileTypes.type(node, "settings." + key);
    Optional<Object> defaultValue = fileTypes.defaultValue(node, type);
    if (defaultValue.isEmpty() && type instanceof StructType struct) {
      defaultValue = Optional.of(struct.empty());
    }
    String description = reader.string(node, "description").orElse("");
    fields.add(
        new Field(key, type, false, Optional.empty(), new Field.EntryForm.None(), description));
    parts.settings.add(
        new Setting(
            parts.settings.size(),
            key,
            type,
            defaultValue,
            plans(node),
            reader.strings(node, "roles"),
            reader.string(node, "title").orElse(key),
            description));
  }

  private Set<String> plans(YamlNode.Mapping node) {
    Set<String> plans = new LinkedHashSet<>(reader.strings(node, "plans"));
    int at = parts.attributes.indexOf("plan");
    ValueType plan = at < 0 ? new AnyType() : parts.attributes.field(at).type();
    if (!plans.isEmpty() && plan instanceof StringType type) {
      for (YamlNode item : reader.sequence(node, "plans")) {
        if (type.accept(item.raw()) instanceof InvalidValue invalid) {
          reader.problem(item.position(), "not a plan: " + invalid.problems().get(0).message());
        }
      }
    } else if (!plans.isEmpty()) {
      reader.problem(node.locate("plans"), "`plans` needs a team attribute `plan` with an `enum`");
    }
    return plans;
  }

  private void readChange(YamlNode.Mapping node) {
    reader.expectOnly(node, Set.of("setting", "value", "add", "remove"));
    Optional<Fact> setting = factAt(node, "setting");
    Optional<Fact> value = factAt(node, "value");
    Optional<Fact> add = factAt(node, "add");
    Optional<Fact> remove = factAt(node, "remove");
    if (setting.isPresent() && value.isPresent() && add.isPresent() && remove.isPresent()) {
      parts.change =
          Optional.of(new ChangeSpec(setting.get(), value.get(), add.get(), remove.get()));
    }
  }

  private void readActions(YamlNode.Mapping node) {
    node.members().forEach(this::readAction);
  }

  private void readAction(String name, YamlNode.Member member) {
    YamlNode.Mapping node = reader.mapping(member.value(), "`" + name + "`");
    reader.expectOnly(node, ACTION);
    if (!name.matches(NAME)) {
      reader.problem(
          member.keyPosition(), "an action's name must be letters, digits, `.`, `_`, `:` and `-`");
    }
    List<String> resourceTypes = readResource(name, node);
    facts.readOfAction(Entity.ACTION, name, reader.mapping(node, "action"));
    for (Entity entity : List.of(Entity.SUBJECT, Entity.CONTEXT)) {
      YamlNode.Mapping own = reader.mapping(node, entity.variable());
      reader.expectOnly(own, Set.of("properties"));
      facts.readOfAction(entity, name, reader.mapping(own, "properties"));
    }
    parts.actions.put(
        name,
        new ActionSpec(
            name,
            resourceTypes,
            reader.string(node, "description").orElse(""),
            member.keyPosition()));
  }

  /** The types an action's resource may have: a list, or beside the facts that are its own. */
  private List<String> readResource(String action, YamlNode.Mapping node) {
    YamlNode.Mapping types = node;
    String key = "resource";
    if (node.find("resource").orElse(null) instanceof YamlNode.Mapping resource) {
      reader.expectOnly(resource, Set.of("types", "properties"));
      facts.readOfAction(Entity.RESOURCE, action, reader.mapping(resource, "properties"));
      types = resource;
      key = "types";
    }
    for (YamlNode item : reader.sequence(types, key)) {
      if (item.raw() instanceof String type
          && !parts.resourceTypes.isEmpty()
          && !parts.resourceTypes.contains(type)) {
        reader.problem(
            item.position(),
            "unknown type `" + type + "`",
            Suggestion.didYouMean(type, parts.resourceTypes));
      }
    }
    return reader.strings(types, key);
  }
}
