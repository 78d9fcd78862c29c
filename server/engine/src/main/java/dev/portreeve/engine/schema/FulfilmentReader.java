package dev.portreeve.engine.schema;

import dev.portreeve.engine.schema.Fulfilment.Operation;
import dev.portreeve.engine.schema.RecordValue.Wanted;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code fulfil} of actions and obligations: what becomes of records in the store. */
final class FulfilmentReader {
  static final String KEY = "fulfil";

  private static final String ID = "id";
  private static final String WHERE = "where";
  private static final String MEMBERS = "members";
  private static final String ADD = "add";
  private static final String DROP = "drop";
  private static final String WHEN = "when";
  private static final List<String> OPERATIONS =
      Arrays.stream(Operation.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  private static final Set<Operation> OF_MEMBERS = Set.of(Operation.KEEP, Operation.REMOVE);

  private final NodeReader reader;
  private final SchemaReader.Parts parts;
  private final Map<String, StructType> declared;

  /**
   * @param declared the types of records that describe no subject or resource
   */
  FulfilmentReader(NodeReader reader, SchemaReader.Parts parts, Map<String, StructType> declared) {
    this.reader = reader;
    this.parts = parts;
    this.declared = declared;
  }

  /**
   * Reads those of a section, by name of the action or obligation.
   *
   * @param obligations the members of each obligation; empty for actions
   */
  Map<String, List<Fulfilment>> read(
      YamlNode.Mapping section, Map<String, StructType> obligations) {
    Map<String, List<Fulfilment>> all = new LinkedHashMap<>();
    section
        .members()
        .forEach(
            (name, member) -> {
              if (member.value() instanceof YamlNode.Mapping declared) {
                Optional<StructType> obligation = Optional.ofNullable(obligations.get(name));
                declared.find(KEY).ifPresent(node -> all.put(name, steps(node, obligation)));
              }
            });
    return all;
  }

  private List<Fulfilment> steps(YamlNode node, Optional<StructType> obligation) {
    List<YamlNode> written =
        node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
    RecordValueReader values = new RecordValueReader(reader, parts.facts, obligation);
    List<Fulfilment> steps = new ArrayList<>();
    for (YamlNode step : written) {
      one(reader.mapping(step, "`fulfil`"), values).ifPresent(steps::add);
    }
    return List.copyOf(steps);
  }

  private Optional<Fulfilment> one(YamlNode.Mapping node, RecordValueReader values) {
    List<String> given =
        node.members().keySet().stream().filter(key -> OPERATIONS.contains(key)).toList();
    TreeSet<String> known = new TreeSet<>(OPERATIONS);
    known.addAll(List.of(ID, WHERE, MEMBERS, ADD, DROP, WHEN));
    reader.expectOnly(node, known);
    if (given.size() != 1) {
      reader.problem(
          node.position(),
          "`fulfil` does one thing to one type of record",
          "write one of "
              + String.join(", ", OPERATIONS)
              + ", such as `set: access_key`; several things are a list");
      return Optional.empty();
    }
    Operation operation = Operation.valueOf(given.get(0).toUpperCase(Locale.ROOT));
    String type = type(node, given.get(0));
    expectParts(node, operation, type);
    Optional<RecordValue> id = node.find(ID).flatMap(values::value);
    id.ifPresent(value -> values.expect(node, ID, value, StringType.free()));
    Map<String, ValueType> members = RecordSpec.members(type, declared, parts.facts);
    YamlNode.Mapping written = reader.mapping(node, MEMBERS);
    if (operation == Operation.TOUCH) {
      expectTimes(written, members);
    }
    return Optional.of(
        new Fulfilment(
            operation,
            type,
            id,
            where(node, values, members),
            values.values(written, members),
            values.values(reader.mapping(node, ADD), lists()),
            literals(reader.mapping(node, DROP), lists()),
            values.conditions(reader.mapping(node, WHEN))));
  }

  private Map<String, Wanted> where(
      YamlNode.Mapping node, RecordValueReader values, Map<String, ValueType> members) {
    return node.find(WHERE).isEmpty()
        ? Map.of()
        : values.query(reader.mapping(node, WHERE), members);
  }

  /** Notes what an operation needs and is not there, or has and does not take. */
  private void expectParts(YamlNode.Mapping node, Operation operation, String type) {
    boolean member = type.equals(Fulfilment.MEMBER);
    if (member && !OF_MEMBERS.contains(operation)) {
      reader.problem(node.position(), "a member of the team takes `keep` and `remove` alone");
    }
    boolean byId = node.find(ID).isPresent();
    boolean looked = node.find(WHERE).isPresent();
    if (operation == Operation.PUT ? looked : byId == looked || member && looked) {
      reader.problem(
          node.position(),
          operation == Operation.PUT
              ? "`put` stores a record of its own and takes no `where`"
              : "`id` is required: which record",
          member ? "such as `id: obligation.subject`" : "such as `id: resource.id`, or `where`");
    }
    if (operation == Operation.KEEP && !member && byId) {
      reader.problem(node.position(), "`keep` takes `where`, as the store makes the id");
    }
    boolean takes = !member && operation != Operation.REMOVE;
    boolean needs = takes && operation != Operation.KEEP;
    boolean has = !reader.mapping(node, MEMBERS).members().isEmpty();
    if (needs && !has || has && !takes) {
      reader.problem(
          node.position(),
          "`members` is required but for `remove` and members of the team, which take none");
    }
    for (String list : List.of(ADD, DROP)) {
      if (node.find(list).isPresent() && !(member && operation == Operation.KEEP)) {
        reader.problem(node.locate(list), "only `keep: member` takes `" + list + "`");
      }
    }
  }

  /** A type that has facts or members of its own, which are those of its records. */
  private String type(YamlNode.Mapping node, String operation) {
    String type = reader.string(node, operation).orElse("");
    boolean owned = !RecordSpec.members(type, declared, parts.facts).isEmpty();
    if (type.equals(Fulfilment.MEMBER) && owned) {
      reader.problem(
          node.locate(operation),
          "`member` is a type of this set, and the members of the team are called so as well",
          "choose another name for the type");
    }
    if (!type.equals(Fulfilment.MEMBER) && !owned) {
      TreeSet<String> types = new TreeSet<>(declared.keySet());
      types.add(Fulfilment.MEMBER);
      parts.facts.forEach(fact -> types.addAll(fact.owners().types().keySet()));
      reader.problem(
          node.locate(operation),
          "`"
              + type
              + "` is no type of subject or resource that has facts of its own, and no record",
          Suggestion.didYouMean(type, types));
    }
    return type;
  }

  private void expectTimes(YamlNode.Mapping written, Map<String, ValueType> members) {
    written
        .members()
        .forEach(
            (name, member) -> {
              if (!(members.get(name) instanceof TimestampType)) {
                reader.problem(member.value().position(), "`touch` takes times alone");
              }
            });
  }

  /** The lists that members of a team have, and what each of them holds. */
  private Map<String, ValueType> lists() {
    Map<String, ValueType> lists = new LinkedHashMap<>();
    parts
        .person
        .fields()
        .forEach(
            field -> {
              if (field.type() instanceof ListType list) {
                lists.put(field.name(), list.items());
              }
            });
    return lists;
  }

  private Map<String, Object> literals(YamlNode.Mapping written, Map<String, ValueType> known) {
    reader.expectOnly(written, known.keySet());
    Map<String, Object> literals = new LinkedHashMap<>();
    written
        .members()
        .forEach(
            (name, member) -> {
              ValueType type = known.get(name);
              Object raw = member.value().raw();
              if (type != null && type.accept(raw) instanceof InvalidValue invalid) {
                reader.problem(member.value().position(), invalid.problems().get(0).message());
              }
              literals.put(name, raw);
            });
    return literals;
  }
}
