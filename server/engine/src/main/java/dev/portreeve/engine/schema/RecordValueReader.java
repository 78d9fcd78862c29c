package dev.portreeve.engine.schema;

import dev.portreeve.engine.schema.RecordValue.Wanted;
import dev.portreeve.engine.type.AnyType;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads where values of records come from, and holds them to what takes them. */
final class RecordValueReader {
  private static final String OBLIGATION = "obligation.";
  private static final String NOT = "not";
  private static final Map<String, RecordValue> NAMED =
      Map.of(
          "now", new RecordValue.Now(),
          "subject.id", new RecordValue.SubjectId(),
          "resource.id", new RecordValue.ResourceId(),
          "resource.type", new RecordValue.ResourceType());

  private final NodeReader reader;
  private final List<Fact> facts;
  private final Optional<StructType> obligation;

  /**
   * @param facts all that are declared
   * @param obligation its members; empty where there is none
   */
  RecordValueReader(NodeReader reader, List<Fact> facts, Optional<StructType> obligation) {
    this.reader = reader;
    this.facts = facts;
    this.obligation = obligation;
  }

  /** A value, or empty after saying what is wrong with it. */
  Optional<RecordValue> value(YamlNode node) {
    Object raw = node.raw();
    if (raw instanceof Boolean || raw instanceof Number) {
      return Optional.of(new RecordValue.Constant(raw));
    }
    Optional<RecordValue> named = named(String.valueOf(raw));
    if (named.isEmpty()) {
      reader.problem(
          node.position(),
          "not a value that can be stored",
          "write now, subject.id, resource.id, the name of a fact that is a string, "
              + (obligation.isPresent() ? "obligation.MEMBER, " : "")
              + "a truth or a number");
    }
    return named;
  }

  private Optional<RecordValue> named(String text) {
    if (NAMED.containsKey(text)) {
      return Optional.ofNullable(NAMED.get(text));
    }
    if (text.startsWith(OBLIGATION) && obligation.isPresent()) {
      return Optional.of(new RecordValue.OfObligation(text.substring(OBLIGATION.length())));
    }
    return facts.stream()
        .filter(fact -> fact.variable().equals(text) && fact.type() instanceof StringType)
        .findFirst()
        .map(RecordValue.OfFact::new);
  }

  /** Values by member, each held to the type that its member has. */
  Map<String, RecordValue> values(YamlNode.Mapping written, Map<String, ValueType> known) {
    return values(written, known, this::value);
  }

  private Map<String, RecordValue> values(
      YamlNode.Mapping written,
      Map<String, ValueType> known,
      Function<YamlNode, Optional<RecordValue>> read) {
    reader.expectOnly(written, known.keySet());
    Map<String, RecordValue> values = new LinkedHashMap<>();
    written
        .members()
        .forEach(
            (name, member) -> {
              Optional<RecordValue> value = read.apply(member.value());
              ValueType wanted = known.get(name);
              if (value.isPresent() && wanted != null) {
                expect(written, name, value.get(), wanted);
                values.put(name, value.get());
              }
            });
    return values;
  }

  /** Which records are looked for: by a text at least, since they are found by texts. */
  Map<String, Wanted> query(YamlNode.Mapping written, Map<String, ValueType> known) {
    Map<String, Wanted> query = wanted(written, known);
    if (query.values().stream().allMatch(each -> each.negated() || !isText(each.value()))) {
      reader.problem(
          written.position(),
          "`where` must name a member that equals an id or another text",
          "such as `where: {guest: subject.id}`");
    }
    return query;
  }

  private static boolean isText(RecordValue value) {
    return !(value instanceof RecordValue.Constant || value instanceof RecordValue.Now);
  }

  /** The same of values that are looked for. */
  Map<String, Wanted> wanted(YamlNode.Mapping written, Map<String, ValueType> known) {
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    values(written, known, node -> value(unnegated(node)))
        .forEach(
            (name, value) ->
                wanted.put(
                    name,
                    new Wanted(
                        value,
                        written.find(name).filter(RecordValueReader::isNegated).isPresent())));
    return wanted;
  }

  /** What has to hold: values, and the literal that each must be. */
  Map<RecordValue, Wanted> conditions(YamlNode.Mapping written) {
    Map<RecordValue, Wanted> conditions = new LinkedHashMap<>();
    written
        .members()
        .forEach(
            (name, member) -> {
              Optional<RecordValue> value = named(name);
              YamlNode literal = unnegated(member.value());
              if (value.isEmpty()) {
                reader.problem(
                    member.keyPosition(),
                    "`when` names resource.type, the name of a fact that is a string"
                        + (obligation.isPresent() ? " or obligation.MEMBER" : "")
                        + ", and what it must be");
              } else if (literalType(written, name, value.get()).accept(literal.raw())
                  instanceof InvalidValue invalid) {
                reader.problem(literal.position(), invalid.problems().get(0).message());
              } else {
                RecordValue constant = new RecordValue.Constant(literal.raw());
                conditions.put(value.get(), new Wanted(constant, isNegated(member.value())));
              }
            });
    return conditions;
  }

  private ValueType literalType(YamlNode.Mapping written, String name, RecordValue value) {
    if (value instanceof RecordValue.OfObligation of) {
      expect(written, name, value, StringType.free());
      StructType members = obligation.orElseThrow();
      int at = members.indexOf(of.member());
      return at < 0 ? new AnyType() : members.field(at).type();
    }
    return value instanceof RecordValue.OfFact of ? of.fact().type() : StringType.free();
  }

  private static boolean isNegated(YamlNode node) {
    return node instanceof YamlNode.Mapping mapping && mapping.find(NOT).isPresent();
  }

  private YamlNode unnegated(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      reader.expectOnly(mapping, List.of(NOT));
      return mapping.find(NOT).orElse(node);
    }
    return node;
  }

  /** Notes the problem of a value that its place does not take. */
  void expect(YamlNode.Mapping node, String key, RecordValue value, ValueType wanted) {
    if (value instanceof RecordValue.OfObligation of) {
      List<String> names = obligation.orElseThrow().fields().stream().map(f -> f.name()).toList();
      if (!names.contains(of.member())) {
        reader.problem(
            node.locate(key),
            "the obligation has no member `" + of.member() + "`",
            Suggestion.didYouMean(of.member(), names));
      }
      return;
    }
    boolean now = value instanceof RecordValue.Now;
    Object sample =
        value instanceof RecordValue.Constant constant
            ? constant.value()
            : now ? "2000-01-01T00:00:00Z" : "id";
    boolean fits =
        value instanceof RecordValue.OfFact
            ? wanted instanceof StringType
            : !(wanted.accept(sample) instanceof InvalidValue);
    if (!fits || (now && !(wanted instanceof TimestampType))) {
      reader.problem(node.locate(key), "`" + key + "` does not take a value of this kind");
    }
  }
}
