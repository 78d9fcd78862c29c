package dev.portreeve.engine.schema;

import dev.portreeve.engine.schema.Fulfilment.Operation;
import dev.portreeve.engine.schema.Fulfilment.Value;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code fulfil} of actions and obligations: what becomes of a record in the store. */
final class FulfilmentReader {
  static final String KEY = "fulfil";

  private static final String ID = "id";
  private static final String MEMBERS = "members";
  private static final String OBLIGATION = "obligation.";
  private static final Map<String, Value> NAMED =
      Map.of(
          "now", new Value.Now(),
          "subject.id", new Value.SubjectId(),
          "resource.id", new Value.ResourceId());
  private static final List<String> OPERATIONS =
      Arrays.stream(Operation.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();

  private final NodeReader reader;
  private final SchemaReader.Parts parts;

  FulfilmentReader(NodeReader reader, SchemaReader.Parts parts) {
    this.reader = reader;
    this.parts = parts;
  }

  /**
   * Reads those of a section, by name of the action or obligation.
   *
   * @param obligations the members of each obligation; empty for actions
   */
  Map<String, Fulfilment> read(YamlNode.Mapping section, Map<String, StructType> obligations) {
    Map<String, Fulfilment> all = new LinkedHashMap<>();
    section
        .members()
        .forEach(
            (name, member) -> {
              if (member.value() instanceof YamlNode.Mapping declared
                  && declared.find(KEY).isPresent()) {
                one(reader.mapping(declared, KEY), Optional.ofNullable(obligations.get(name)))
                    .ifPresent(fulfilment -> all.put(name, fulfilment));
              }
            });
    return all;
  }

  private Optional<Fulfilment> one(YamlNode.Mapping node, Optional<StructType> obligation) {
    List<String> given =
        node.members().keySet().stream().filter(key -> OPERATIONS.contains(key)).toList();
    TreeSet<String> known = new TreeSet<>(OPERATIONS);
    known.addAll(List.of(ID, MEMBERS));
    reader.expectOnly(node, known);
    if (given.size() != 1) {
      reader.problem(
          node.position(),
          "`fulfil` does one thing to one type of record",
          "write one of " + String.join(", ", OPERATIONS) + ", such as `set: access_key`");
      return Optional.empty();
    }
    Operation operation = Operation.valueOf(given.get(0).toUpperCase(Locale.ROOT));
    String type = type(node, given.get(0));
    Optional<Value> id = node.find(ID).flatMap(written -> value(written, obligation));
    if (id.isEmpty() && operation != Operation.PUT) {
      reader.problem(
          node.position(), "`id` is required: which record", "such as `id: resource.id`");
    }
    id.ifPresent(value -> expect(node, ID, value, StringType.free(), obligation));
    YamlNode.Mapping written = reader.mapping(node, MEMBERS);
    if (written.members().isEmpty() != (operation == Operation.REMOVE)) {
      reader.problem(
          node.position(), "`members` is required but for `remove`, which takes none of them");
    }
    return Optional.of(
        new Fulfilment(operation, type, id, members(written, type, operation, obligation)));
  }

  /** A type that has facts of its own, which are the members of its records. */
  private String type(YamlNode.Mapping node, String operation) {
    TreeSet<String> types = new TreeSet<>();
    parts.facts.forEach(fact -> types.addAll(fact.owners().types().keySet()));
    String type = reader.string(node, operation).orElse("");
    if (!types.contains(type)) {
      reader.problem(
          node.locate(operation),
          "`" + type + "` is no type of subject or resource that has facts of its own",
          Suggestion.didYouMean(type, types));
    }
    return type;
  }

  private Map<String, Value> members(
      YamlNode.Mapping written, String type, Operation operation, Optional<StructType> obligation) {
    Map<String, ValueType> known = new LinkedHashMap<>();
    for (Fact fact : parts.facts) {
      ValueType own = fact.owners().types().get(type);
      if (own != null) {
        known.put(fact.name(), own);
      }
    }
    reader.expectOnly(written, known.keySet());
    Map<String, Value> members = new LinkedHashMap<>();
    written
        .members()
        .forEach(
            (name, member) -> {
              Optional<Value> value = value(member.value(), obligation);
              ValueType wanted = known.get(name);
              if (value.isPresent() && wanted != null) {
                expect(written, name, value.get(), wanted, obligation);
                members.put(name, value.get());
              }
              if (operation == Operation.TOUCH && !(wanted instanceof TimestampType)) {
                reader.problem(written.locate(name), "`touch` takes times alone");
              }
            });
    return members;
  }

  private Optional<Value> value(YamlNode node, Optional<StructType> obligation) {
    Object raw = node.raw();
    if (raw instanceof Boolean || raw instanceof Number) {
      return Optional.of(new Value.Constant(raw));
    }
    String text = String.valueOf(raw);
    if (NAMED.containsKey(text)) {
      return Optional.ofNullable(NAMED.get(text));
    }
    if (text.startsWith(OBLIGATION) && obligation.isPresent()) {
      return Optional.of(new Value.OfObligation(text.substring(OBLIGATION.length())));
    }
    reader.problem(
        node.position(),
        "not a value that can be stored",
        "write now, subject.id, resource.id, "
            + (obligation.isPresent() ? "obligation.MEMBER, " : "")
            + "a truth or a number");
    return Optional.empty();
  }

  private void expect(
      YamlNode.Mapping node,
      String key,
      Value value,
      ValueType wanted,
      Optional<StructType> obligation) {
    if (value instanceof Value.OfObligation of) {
      List<String> names = obligation.orElseThrow().fields().stream().map(f -> f.name()).toList();
      if (!names.contains(of.member())) {
        reader.problem(
            node.locate(key),
            "the obligation has no member `" + of.member() + "`",
            Suggestion.didYouMean(of.member(), names));
      }
      return;
    }
    Object sample =
        value instanceof Value.Constant constant
            ? constant.value()
            : value instanceof Value.Now ? "2000-01-01T00:00:00Z" : "id";
    boolean fits = !(wanted.accept(sample) instanceof InvalidValue);
    if (!fits || (value instanceof Value.Now && !(wanted instanceof TimestampType))) {
      reader.problem(node.locate(key), "`" + key + "` does not take a value of this kind");
    }
  }
}
