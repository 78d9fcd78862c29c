package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Problem;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.ShownText;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlKey;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a file of a set's directory entry by entry, and checks each against the schema. */
final class DirectoryFileReader {
  /** The members of a file: by type and id, what is said of each. */
  private static final Map<String, Entity> SECTIONS =
      Map.of("subjects", Entity.SUBJECT, "resources", Entity.RESOURCE);

  private static final int LEVELS = 3;

  private final Schema schema;
  private final DirectoryLimits limits;
  private final SourceFile file;
  private final List<Diagnostic> found = new ArrayList<>();
  private final NodeReader reader;
  private final Map<Entity, Map<String, SectionBuilder>> sections = new LinkedHashMap<>();
  private int entries;

  private DirectoryFileReader(Schema schema, DirectoryLimits limits, SourceFile file) {
    this.schema = schema;
    this.limits = limits;
    this.file = file;
    this.reader = new NodeReader(file, found);
  }

  /** The file's entries, or empty when it is refused; then {@code problems} says why. */
  static Optional<DirectoryFile> read(
      Schema schema, DirectoryLimits limits, SourceFile file, List<Diagnostic> problems) {
    DirectoryFileReader reader = new DirectoryFileReader(schema, limits, file);
    DirectoryFile read = reader.read();
    problems.addAll(reader.found);
    return reader.found.isEmpty() ? Optional.of(read) : Optional.empty();
  }

  private DirectoryFile read() {
    YamlReader.walk(file, limits.bytes(), LEVELS, this::entry, found);
    List<DirectoryFile.Section> read = new ArrayList<>();
    sections.forEach(
        (entity, byType) ->
            byType.forEach((type, builder) -> read.add(builder.build(entity, type, reader))));
    return new DirectoryFile(file, read);
  }

  private void entry(List<YamlKey> keys, YamlNode value) {
    Entity entity = SECTIONS.get(keys.get(0).name());
    if (reader.full()) {
      return;
    }
    if (entity == null) {
      reader.problem(
          keys.get(0).position(),
          "unknown key `" + ShownText.of(keys.get(0).name()) + "`",
          "a file of the directory has `subjects` and `resources`");
      return;
    }
    if (++entries > limits.entries()) {
      if (entries == limits.entries() + 1) {
        reader.problem(keys.get(2).position(), tooMany(limits), DirectoryIndex.MORE_HEAP);
      }
      return;
    }
    SectionBuilder section =
        sections
            .computeIfAbsent(entity, unused -> new LinkedHashMap<>())
            .computeIfAbsent(keys.get(1).name(), type -> section(entity, keys.get(1)));
    if (section.known()) {
      structure(entity, keys, value).ifPresent(structure -> section.add(keys.get(2), structure));
    }
  }

  static String tooMany(DirectoryLimits limits) {
    return "the directory has more than " + limits.entries() + " entries";
  }

  /** The section of a type, after noting the problem if there is no such type. */
  private SectionBuilder section(Entity entity, YamlKey type) {
    List<String> types =
        entity == Entity.SUBJECT ? schema.subjectTypes() : schema.allResourceTypes();
    boolean known = types.isEmpty() || types.contains(type.name());
    if (!known) {
      reader.problem(
          type.position(),
          "unknown type of " + entity.variable() + " `" + ShownText.of(type.name()) + "`",
          Suggestion.didYouMean(ShownText.of(type.name()), types));
    }
    return new SectionBuilder(known);
  }

  private Optional<Structure> structure(Entity entity, List<YamlKey> keys, YamlNode value) {
    if (value.raw() instanceof JsonNull) {
      return Optional.of(type(entity).empty());
    }
    String type = keys.get(1).name();
    YamlNode.Mapping facts = reader.mapping(value, "`" + ShownText.of(keys.get(2).name()) + "`");
    Map<String, Object> raw = new LinkedHashMap<>();
    boolean good = value instanceof YamlNode.Mapping;
    for (Map.Entry<String, YamlNode.Member> member : facts.members().entrySet()) {
      good &= isFact(entity, type, member.getKey(), member.getValue());
      raw.put(member.getKey(), member.getValue().value().raw());
    }
    if (good && type(entity).accept(raw) instanceof Structure structure) {
      return Optional.of(structure);
    }
    return Optional.empty();
  }

  /** Whether those of a type have a fact, and it has a value that fits; else notes the problem. */
  private boolean isFact(Entity entity, String type, String name, YamlNode.Member member) {
    Optional<Fact> fact = schema.fact(entity, name);
    String shown = "`" + ShownText.of(name) + "`";
    if (type(entity).indexOf(name) < 0 || fact.isEmpty()) {
      List<String> fields = type(entity).fields().stream().map(Field::name).toList();
      reader.problem(
          member.keyPosition(),
          fact.isEmpty()
              ? "unknown fact " + shown
              : "the fact " + shown + " does not come from the directory",
          fact.isEmpty()
              ? Suggestion.didYouMean(ShownText.of(name), fields)
              : "mark it in schema.yaml: `directory: fill`, `over` or `only`");
      return false;
    }
    Optional<ValueType> stated = schema.stated(fact.get(), type);
    if (stated.isEmpty()) {
      reader.problem(
          member.keyPosition(), "a `" + ShownText.of(type) + "` has no fact " + shown, "");
      return false;
    }
    if (stated.get().accept(member.value().raw()) instanceof InvalidValue invalid) {
      for (Problem problem : invalid.problems()) {
        reader.problem(
            problem.onKey()
                ? member.value().locateKey(problem.path())
                : member.value().locate(problem.path()),
            shown + ": " + problem.message(),
            problem.help());
      }
      return false;
    }
    return true;
  }

  private StructType type(Entity entity) {
    return entity == Entity.SUBJECT ? schema.person() : schema.resourceEntry();
  }
}
