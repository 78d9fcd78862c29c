package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.AnyType;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Hash;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Position;
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
          "actions");

  private final NodeReader reader;
  private final TypeReader requestTypes;
  private final TypeReader fileTypes;
  private final DirectoryReader directory;
  private final Parts parts = new Parts();

  /** What a {@link Schema} is made of. */
  static final class Parts {
    String name = "";
    String hash = "";
    List<String> subjectTypes = List.of();
    final List<Fact> facts = new ArrayList<>();
    StructType person = new StructType("person", StructType.Members.CLOSED, List.of());
    Optional<Fact> team = Optional.empty();
    StructType attributes = new StructType("team", StructType.Members.CLOSED, List.of());
    final List<Setting> settings = new ArrayList<>();
    StructType settingsType = new StructType("settings", StructType.Members.CLOSED, List.of());
    Optional<ChangeSpec> change = Optional.empty();
    final Map<String, ActionSpec> actions = new LinkedHashMap<>();
  }

  private SchemaReader(NodeReader reader) {
    this.reader = reader;
    this.requestTypes = new TypeReader(reader, StructType.Members.OPEN);
    this.fileTypes = new TypeReader(reader, StructType.Members.CLOSED);
    this.directory = new DirectoryReader(reader);
  }

  /** The schema, or empty when it does not load; then {@code problems} says why. */
  public static Optional<Schema> read(SourceFile file, List<Diagnostic> problems) {
    List<Diagnostic> found = new ArrayList<>();
    Optional<YamlNode> root = YamlReader.read(file, MAX_BYTES, found);
    Optional<Schema> schema =
        root.map(node -> new SchemaReader(new NodeReader(file, found)).schema(node, file));
    problems.addAll(found);
    return found.isEmpty() ? schema : Optional.empty();
  }

  private Schema schema(YamlNode root, SourceFile file) {
    YamlNode.Mapping top = reader.mapping(root, "the schema");
    reader.expectOnly(top, TOP);
    parts.hash = Hash.of(file.text());
    parts.name = reader.string(top, "name").orElse("");
    if (top.find("name").isEmpty()) {
      reader.problem(top.position(), "`name` is required");
    }
    readFacts(top);
    parts.team = top.find("team").flatMap(node -> factAt(top, "team"));
    parts.attributes = attributes(reader.mapping(top, "team_attributes"));
    readSettings(reader.mapping(top, "settings"));
    top.find("change").ifPresent(node -> readChange(reader.mapping(node, "`change`")));
    readActions(reader.mapping(top, "actions"));
    return new Schema(parts);
  }

  private void readFacts(YamlNode.Mapping top) {
    for (Entity entity : Entity.values()) {
      YamlNode.Mapping node = reader.mapping(top, entity.variable());
      boolean subject = entity == Entity.SUBJECT;
      reader.expectOnly(
          node,
          subject ? Set.of("types", DirectoryReader.KEY, "properties") : Set.of("properties"));
      if (subject) {
        parts.subjectTypes = reader.strings(node, "types");
        directory.readSubject(node);
      }
      reader
          .mapping(node, "properties")
          .members()
          .forEach((name, member) -> readFact(entity, name, member));
    }
    parts.person = directory.resolve(parts.facts);
    parts.facts.add(
        new Fact(
            parts.facts.size(),
            Entity.CONTEXT,
            Schema.DRY_RUN,
            new BooleanType(),
            new Fact.Absent.Default(false),
            Optional.empty(),
            "whether the caller only wants to know: obligations come as advice"));
  }

  private void readFact(Entity entity, String name, YamlNode.Member member) {
    if (reserved(entity).contains(name)) {
      reader.problem(member.keyPosition(), "`" + name + "` is reserved and cannot be a fact");
    }
    YamlNode.Mapping node = reader.mapping(member.value(), "`" + name + "`");
    Set<String> known = new LinkedHashSet<>(TypeReader.KEYS);
    known.add(DirectoryReader.KEY);
    reader.expectOnly(node, known);
    ValueType type = requestTypes.type(node, entity.variable() + "." + name);
    String description = reader.string(node, "description").orElse("");
    directory.note(parts.facts.size(), node);
    parts.facts.add(
        new Fact(
            parts.facts.size(),
            entity,
            name,
            type,
            absent(node, type),
            Optional.empty(),
            description));
  }

  /** What is there without being declared. */
  private static Set<String> reserved(Entity entity) {
    return switch (entity) {
      case SUBJECT, RESOURCE -> Set.of("type", "id");
      case ACTION -> Set.of("name");
      case CONTEXT -> Set.of(Schema.DRY_RUN);
    };
  }

  private Fact.Absent absent(YamlNode.Mapping node, ValueType type) {
    boolean now =
        type instanceof TimestampType
            && node.find("default").map(YamlNode::raw).filter("now"::equals).isPresent();
    if (now) {
      return new Fact.Absent.Now();
    }
    Optional<Object> defaultValue = requestTypes.defaultValue(node, type);
    return defaultValue
        .<Fact.Absent>map(Fact.Absent.Default::new)
        .orElseGet(Fact.Absent.Missing::new);
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
    reader.expectOnly(node, Set.of("resource", "action", "description", "title"));
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}")) {
      reader.problem(
          member.keyPosition(), "an action's name must be letters, digits, `.`, `_`, `:` and `-`");
    }
    List<ActionSpec.Narrowed> narrowed = new ArrayList<>();
    reader
        .mapping(node, "action")
        .members()
        .forEach((fact, m) -> narrow(fact, m.keyPosition(), m.value(), narrowed));
    parts.actions.put(
        name,
        new ActionSpec(
            name,
            reader.strings(node, "resource"),
            List.copyOf(narrowed),
            reader.string(node, "description").orElse(""),
            member.keyPosition()));
  }

  private void narrow(String name, Position at, YamlNode node, List<ActionSpec.Narrowed> narrowed) {
    Optional<Fact> fact =
        parts.facts.stream()
            .filter(f -> f.entity() == Entity.ACTION && f.name().equals(name))
            .findFirst();
    if (fact.isEmpty()) {
      List<String> names =
          parts.facts.stream().filter(f -> f.entity() == Entity.ACTION).map(Fact::name).toList();
      reader.problem(at, "unknown fact `" + name + "`", Suggestion.didYouMean(name, names));
      return;
    }
    YamlNode.Mapping mapping = reader.mapping(node, "`" + name + "`");
    reader.expectOnly(mapping, Set.of("enum"));
    if (!(fact.get().type() instanceof StringType)) {
      reader.problem(at, "only a string can be narrowed");
      return;
    }
    StringType type = StringType.of(reader.strings(mapping, "enum"));
    narrowed.add(new ActionSpec.Narrowed(fact.get().slot(), type));
  }
}
