package dev.portreeve.engine.schema;

import dev.portreeve.engine.schema.RecordFact.Shape;
import dev.portreeve.engine.schema.RecordValue.Wanted;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code records}: what a store can keep beside facts of subjects and resources. */
final class RecordsReader {
  static final String KEY = "records";

  private static final String FACTS = "facts";
  private static final String FACT = "fact";
  private static final String ACTIONS = "actions";
  private static final String WHEN = "when";
  private static final String WHERE = "where";
  private static final String VALUES = "values";
  private static final String EACH = "each";
  private static final String NAMED = "named";
  private static final String COUNT = "count";

  private final NodeReader reader;
  private final TypeReader types;
  private final SchemaReader.Parts parts;
  private final Map<String, StructType> declared = new LinkedHashMap<>();

  RecordsReader(NodeReader reader, TypeReader types, SchemaReader.Parts parts) {
    this.reader = reader;
    this.types = types;
    this.parts = parts;
  }

  /** Reads them, and what is done about obligations and permits. */
  RecordSpec read(YamlNode.Mapping top) {
    YamlNode.Mapping section = reader.mapping(top, KEY);
    readTypes(section);
    FulfilmentReader fulfilments = new FulfilmentReader(reader, parts, declared);
    return new RecordSpec(
        declared,
        readFacts(section),
        fulfilments.read(reader.mapping(top, "obligations"), parts.obligations),
        fulfilments.read(reader.mapping(top, ACTIONS), Map.of()));
  }

  private void readTypes(YamlNode.Mapping section) {
    section
        .members()
        .forEach(
            (name, member) -> {
              YamlNode.Mapping node = reader.mapping(member.value(), "`" + name + "`");
              reader.expectOnly(node, Set.of("description", "properties", FACTS));
              if (name.equals(Fulfilment.MEMBER) || !members(name).isEmpty()) {
                reader.problem(
                    member.keyPosition(),
                    "`" + name + "` is called so already: choose another name for the records");
              }
              YamlNode.Mapping properties = reader.mapping(node, "properties");
              if (properties.members().isEmpty()) {
                reader.problem(node.position(), "`properties` is required: what a record says");
              }
              declared.put(name, types.struct(properties, List.of(), "records." + name));
            });
  }

  private List<RecordFact> readFacts(YamlNode.Mapping section) {
    List<RecordFact> all = new ArrayList<>();
    section
        .members()
        .forEach(
            (name, member) -> {
              YamlNode.Mapping node = reader.mapping(member.value(), "`" + name + "`");
              for (YamlNode fact : reader.sequence(node, FACTS)) {
                fact(name, reader.mapping(fact, "a fact of `" + name + "`")).ifPresent(all::add);
              }
            });
    return all;
  }

  private Map<String, ValueType> members(String type) {
    return RecordSpec.members(type, declared, parts.facts);
  }

  private Optional<RecordFact> fact(String type, YamlNode.Mapping node) {
    reader.expectOnly(node, Set.of(FACT, ACTIONS, WHEN, WHERE, VALUES, EACH, NAMED, COUNT));
    String name = reader.string(node, FACT).orElse("");
    List<String> names = parts.facts.stream().map(Fact::variable).toList();
    Optional<Fact> fact =
        parts.facts.stream().filter(each -> each.variable().equals(name)).findFirst();
    if (fact.isEmpty()) {
      reader.problem(
          node.locate(FACT),
          "`fact` must name a declared fact, such as subject.groups",
          Suggestion.didYouMean(name, names));
      return Optional.empty();
    }
    Map<String, ValueType> members = members(type);
    RecordValueReader values = new RecordValueReader(reader, parts.facts, Optional.empty());
    Map<String, Wanted> where = values.query(reader.mapping(node, WHERE), members);
    return shape(node, fact.get(), members, values)
        .map(
            shape ->
                new RecordFact(
                    type, fact.get(), Set.copyOf(actions(node)), when(node), where, shape));
  }

  private List<String> actions(YamlNode.Mapping node) {
    for (YamlNode action : reader.sequence(node, ACTIONS)) {
      String name = String.valueOf(action.raw());
      if (!parts.actions.containsKey(name)) {
        reader.problem(
            action.position(),
            "there is no action `" + name + "`",
            Suggestion.didYouMean(name, parts.actions.keySet()));
      }
    }
    return reader.strings(node, ACTIONS);
  }

  /** Lists that must hold something. */
  private Map<Fact, Object> when(YamlNode.Mapping node) {
    Map<Fact, Object> when = new LinkedHashMap<>();
    reader
        .mapping(node, WHEN)
        .members()
        .forEach(
            (name, member) -> {
              Optional<Fact> list =
                  parts.facts.stream()
                      .filter(fact -> fact.variable().equals(name))
                      .filter(fact -> fact.type() instanceof ListType)
                      .findFirst();
              if (list.isEmpty()) {
                reader.problem(
                    member.keyPosition(),
                    "`when` names a list and what it must hold: {subject.groups: qa}");
              } else {
                ValueType items = ((ListType) list.get().type()).items();
                Object value = items.accept(member.value().raw());
                if (value instanceof InvalidValue invalid) {
                  reader.problem(member.value().position(), invalid.problems().get(0).message());
                }
                when.put(list.get(), value);
              }
            });
    return when;
  }

  private Optional<Shape> shape(
      YamlNode.Mapping node, Fact fact, Map<String, ValueType> members, RecordValueReader values) {
    ValueType items = fact.type() instanceof ListType list ? list.items() : fact.type();
    if (node.find(VALUES).isPresent() == node.find(EACH).isPresent()) {
      reader.problem(
          node.position(),
          "one of `values` and `each` is required: the member whose values make the list");
      return Optional.empty();
    }
    if (node.find(VALUES).isPresent()) {
      String member = member(node, VALUES, members);
      if (!(fact.type() instanceof ListType && items instanceof StringType)) {
        reader.problem(node.locate(FACT), "`values` make a list of strings, which this is not");
      }
      return Optional.of(new Shape.Values(member));
    }
    if (!(fact.type() instanceof ListType && items instanceof StructType object)) {
      reader.problem(node.locate(FACT), "`each` makes a list of objects, which this is not");
      return Optional.empty();
    }
    YamlNode.Mapping each = reader.mapping(node, EACH);
    reader.expectOnly(each, object.fields().stream().map(Field::name).toList());
    if (each.members().size() != 1) {
      reader.problem(node.locate(EACH), "`each` is one member of the object: {id: guest}");
      return Optional.empty();
    }
    String field = each.members().keySet().iterator().next();
    boolean named = node.find(NAMED).map(YamlNode::raw).filter(Boolean.TRUE::equals).isPresent();
    return Optional.of(
        new Shape.Objects(
            field,
            member(each, field, members),
            named,
            counts(reader.mapping(node, COUNT), object, members, values)));
  }

  private String member(YamlNode.Mapping node, String key, Map<String, ValueType> members) {
    String member = reader.string(node, key).orElse("");
    if (!(members.get(member) instanceof StringType)) {
      reader.problem(
          node.locate(key),
          "`" + key + "` must be a member of the record that is a string",
          Suggestion.didYouMean(member, members.keySet()));
    }
    return member;
  }

  private Map<String, Map<String, Wanted>> counts(
      YamlNode.Mapping node,
      StructType object,
      Map<String, ValueType> members,
      RecordValueReader values) {
    Map<String, Map<String, Wanted>> counts = new LinkedHashMap<>();
    node.members()
        .forEach(
            (name, member) -> {
              int at = object.indexOf(name);
              if (at < 0 || !(object.field(at).type() instanceof IntegerType)) {
                reader.problem(
                    member.keyPosition(), "`count` fills members of the object that are integers");
              }
              counts.put(name, values.wanted(reader.mapping(member.value(), name), members));
            });
    return counts;
  }
}
