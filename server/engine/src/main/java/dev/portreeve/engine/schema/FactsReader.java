package dev.portreeve.engine.schema;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the declarations of facts, wherever they stand: at the top of an entity, under a type or
 * under an action. Those of one name and entity are one fact, and must agree in all but their
 * {@code enum}.
 */
final class FactsReader {
  /** What each declaration of a fact may say for itself. */
  private static final Set<String> FREE = Set.of("enum", "title", "description");

  private final NodeReader reader;
  private final TypeReader types;
  private final DirectoryReader directory;
  private final Map<Entity, Map<String, Draft>> drafts = new EnumMap<>(Entity.class);

  /** A fact of which some declarations are read. */
  private static final class Draft {
    final YamlNode.Mapping node;
    final ValueType type;
    final Fact.Absent absent;
    Optional<ValueType> shared = Optional.empty();
    final Map<String, ValueType> types = new LinkedHashMap<>();
    final Map<String, ValueType> actions = new LinkedHashMap<>();

    Draft(YamlNode.Mapping node, ValueType type, Fact.Absent absent) {
      this.node = node;
      this.type = type;
      this.absent = absent;
    }
  }

  /** Takes the type in which somebody has a fact. */
  private interface Owner {
    void add(Draft draft, ValueType type);
  }

  FactsReader(NodeReader reader, TypeReader types, DirectoryReader directory) {
    this.reader = reader;
    this.directory = directory;
    this.types = types;
    for (Entity entity : Entity.values()) {
      drafts.put(entity, new LinkedHashMap<>());
    }
  }

  /** Facts that every subject, action, resource or context has. */
  void readShared(Entity entity, YamlNode.Mapping properties) {
    read(entity, properties, (draft, type) -> draft.shared = Optional.of(type));
  }

  /** Facts that the subjects or resources of one type have. */
  void readOfType(Entity entity, String owner, YamlNode.Mapping properties) {
    read(entity, properties, (draft, type) -> draft.types.put(owner, type));
  }

  /** Facts that belong to one action, or that it takes in a narrower type than others. */
  void readOfAction(Entity entity, String action, YamlNode.Mapping properties) {
    properties
        .members()
        .forEach(
            (name, member) -> {
              Owner owner = (draft, type) -> draft.actions.put(action, type);
              if (narrows(member.value())) {
                narrow(entity, name, member, owner);
              } else {
                declare(entity, name, member, owner);
              }
            });
  }

  private void read(Entity entity, YamlNode.Mapping properties, Owner owner) {
    properties.members().forEach((name, member) -> declare(entity, name, member, owner));
  }

  private static boolean narrows(YamlNode node) {
    return node instanceof YamlNode.Mapping mapping
        && mapping.find("enum").isPresent()
        && FREE.containsAll(mapping.members().keySet());
  }

  private Map<String, Draft> named(Entity entity) {
    return requireNonNull(drafts.get(entity));
  }

  private void declare(Entity entity, String name, YamlNode.Member member, Owner owner) {
    if (reserved(entity).contains(name)) {
      reader.problem(member.keyPosition(), "`" + name + "` is reserved and cannot be a fact");
    }
    YamlNode.Mapping node = reader.mapping(member.value(), "`" + name + "`");
    Set<String> known = new LinkedHashSet<>(TypeReader.KEYS);
    known.add(DirectoryReader.KEY);
    reader.expectOnly(node, known);
    ValueType type = types.type(node, entity.variable() + "." + name);
    Draft draft = named(entity).get(name);
    if (draft == null) {
      draft = new Draft(node, type, absent(node, type));
      named(entity).put(name, draft);
    } else if (!common(draft.node).equals(common(node))) {
      reader.problem(
          member.keyPosition(),
          "`" + name + "` is declared otherwise in line " + draft.node.position().line(),
          "facts of one name agree in all but their `enum`; declare it once under `$defs` and"
              + " write {$ref: "
              + name
              + "}, or give it another name");
      return;
    } else {
      types.defaultValue(node, type); // fits the first declaration, and must fit this one
    }
    owner.add(draft, type);
  }

  private void narrow(Entity entity, String name, YamlNode.Member member, Owner owner) {
    YamlNode.Mapping node = (YamlNode.Mapping) member.value();
    Draft draft = named(entity).get(name);
    if (draft == null) {
      String near = Suggestion.didYouMean(name, named(entity).keySet());
      reader.problem(
          member.keyPosition(),
          "unknown fact `" + name + "`",
          near.isEmpty() ? "a fact of this action alone needs a `type`" : near);
    } else if (widest(draft) instanceof StringType wide) {
      for (YamlNode item : reader.sequence(node, "enum")) {
        if (item.raw() instanceof String value
            && !wide.values().isEmpty()
            && !wide.values().contains(value)) {
          reader.problem(
              item.position(),
              "`" + value + "` is none of " + String.join(", ", wide.values()),
              Suggestion.didYouMean(value, wide.values()));
        }
      }
      owner.add(draft, StringType.of(reader.strings(node, "enum")));
    } else {
      reader.problem(member.keyPosition(), "only a string can be narrowed");
    }
  }

  private static Map<String, Object> common(YamlNode.Mapping node) {
    Map<String, Object> common = new LinkedHashMap<>();
    node.members()
        .forEach(
            (key, member) -> {
              if (!FREE.contains(key)) {
                common.put(key, member.value().raw());
              }
            });
    return common;
  }

  /** What is there without being declared. */
  private static Set<String> reserved(Entity entity) {
    return switch (entity) {
      case SUBJECT, RESOURCE -> Set.of("type", "id");
      case ACTION -> Set.of("name");
      case CONTEXT -> Schema.BUILT_IN;
    };
  }

  private Fact.Absent absent(YamlNode.Mapping node, ValueType type) {
    boolean now =
        type instanceof TimestampType
            && node.find("default").map(YamlNode::raw).filter("now"::equals).isPresent();
    if (now) {
      return new Fact.Absent.Now();
    }
    Optional<Object> defaultValue = types.defaultValue(node, type);
    return defaultValue
        .<Fact.Absent>map(Fact.Absent.Default::new)
        .orElseGet(Fact.Absent.Missing::new);
  }

  /** Adds all facts read, in the order of entities and declarations. */
  void addTo(List<Fact> facts) {
    for (Entity entity : Entity.values()) {
      named(entity)
          .forEach(
              (name, draft) -> {
                directory.note(facts.size(), draft.node);
                facts.add(
                    new Fact(
                        facts.size(),
                        entity,
                        name,
                        widest(draft),
                        draft.absent,
                        Optional.empty(),
                        reader.string(draft.node, "description").orElse(""),
                        new Owners(draft.shared, draft.types, draft.actions)));
              });
    }
  }

  /** The type that takes what any declaration takes. */
  private static ValueType widest(Draft draft) {
    List<ValueType> declared = new ArrayList<>();
    declared.add(draft.type);
    draft.shared.ifPresent(declared::add);
    declared.addAll(draft.types.values());
    declared.addAll(draft.actions.values());
    return StringType.widest(declared);
  }
}
