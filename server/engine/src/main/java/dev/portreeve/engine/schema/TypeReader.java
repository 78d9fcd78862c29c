package dev.portreeve.engine.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.portreeve.engine.type.AnyType;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.MapType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.PatternsType;
import dev.portreeve.engine.type.Problem;
import dev.portreeve.engine.type.SealedType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads types written in JSON Schema's vocabulary. */
final class TypeReader {
  static final Set<String> KEYS =
      Set.of(
          "type",
          "enum",
          "items",
          "properties",
          "additionalProperties",
          "required",
          "default",
          "format",
          "pattern",
          "minimum",
          "maximum",
          "title",
          "description",
          "split",
          "entry");
  private static final List<String> TYPES =
      List.of("boolean", "integer", "number", "string", "array", "object");

  /** Which types a limit is for. */
  private static final Map<String, List<String>> LIMITS =
      Map.of(
          "minimum", List.of("integer", "number"),
          "maximum", List.of("integer", "number"),
          "pattern", List.of("string"),
          "properties", List.of("object"),
          "additionalProperties", List.of("object"));

  private static final List<String> FORMATS =
      List.of("date-time", "semver", "package-pattern", "sealed");

  private final NodeReader reader;
  private final StructType.Members members;

  /**
   * @param members what becomes of undeclared members of the maps declared here
   */
  TypeReader(NodeReader reader, StructType.Members members) {
    this.reader = reader;
    this.members = members;
  }

  /**
   * @param name of the struct type if it is one; unique within the schema
   */
  ValueType type(YamlNode.Mapping node, String name) {
    Optional<String> type = reader.string(node, "type");
    expectFitting(node, type.orElse(node.find("enum").isPresent() ? "string" : ""));
    if (type.isEmpty()) {
      return node.find("enum").isPresent() ? string(node) : new AnyType();
    }
    return switch (type.get()) {
      case "boolean" -> new BooleanType();
      case "integer" -> integer(node);
      case "number" -> number(node);
      case "string" -> string(node);
      case "array" -> list(node, name);
      case "object" -> object(node, name);
      default -> {
        reader.problem(
            node.locate("type"),
            "unknown type `" + type.get() + "`",
            Suggestion.didYouMean(type.get(), TYPES));
        yield new AnyType();
      }
    };
  }

  /** Notes what says nothing of values of the type, which is easily taken for a limit. */
  private void expectFitting(YamlNode.Mapping node, String type) {
    LIMITS.forEach(
        (key, types) -> {
          if (node.find(key).isPresent() && !types.contains(type)) {
            reader.problem(
                node.locateKey(key), "`" + key + "` is for " + String.join(" and ", types), "");
          }
        });
    if (node.find("enum").isPresent() && node.find("pattern").isPresent()) {
      reader.problem(node.locateKey("pattern"), "`enum` says it all; leave `pattern` out");
    }
  }

  private ValueType integer(YamlNode.Mapping node) {
    long minimum = limit(node, "minimum", new IntegerType(), Long.MIN_VALUE);
    long maximum = limit(node, "maximum", new IntegerType(), Long.MAX_VALUE);
    expectSome(node, minimum <= maximum);
    return new IntegerType(minimum, maximum);
  }

  private ValueType number(YamlNode.Mapping node) {
    double minimum = limit(node, "minimum", new NumberType(), Double.NEGATIVE_INFINITY);
    double maximum = limit(node, "maximum", new NumberType(), Double.POSITIVE_INFINITY);
    expectSome(node, minimum <= maximum);
    return new NumberType(minimum, maximum);
  }

  private void expectSome(YamlNode.Mapping node, boolean any) {
    if (!any) {
      reader.problem(node.locate("minimum"), "no number is between `minimum` and `maximum`");
    }
  }

  /** A limit of numbers; {@code none} when there is none or after noting that it does not fit. */
  @SuppressWarnings("unchecked") // the type's values are of the class of `none`
  private <T> T limit(YamlNode.Mapping node, String key, ValueType type, T none) {
    YamlNode written = node.find(key).orElse(null);
    if (written == null) {
      return none;
    }
    Object limit = type.accept(written.raw());
    if (limit instanceof InvalidValue) {
      reader.problem(written.position(), "`" + key + "` must be " + type.noun());
      return none;
    }
    return (T) limit;
  }

  private ValueType string(YamlNode.Mapping node) {
    List<String> values = reader.strings(node, "enum");
    if (!values.isEmpty()) {
      return StringType.of(values);
    }
    Optional<String> pattern = reader.string(node, "pattern");
    if (pattern.isPresent()) {
      try {
        return StringType.matching(Pattern.compile(pattern.get()));
      } catch (PatternSyntaxException e) {
        reader.problem(node.locate("pattern"), "not a valid pattern: " + e.getDescription());
      }
    }
    String format = reader.string(node, "format").orElse("");
    return switch (format) {
      case "", "package-pattern" -> StringType.free();
      case "date-time" -> new TimestampType();
      case "semver" -> StringType.semver();
      case "sealed" -> new SealedType();
      default -> {
        String help = Suggestion.didYouMean(format, FORMATS);
        reader.problem(node.locate("format"), "unknown format `" + format + "`", help);
        yield StringType.free();
      }
    };
  }

  private ValueType list(YamlNode.Mapping node, String name) {
    YamlNode.Mapping items = reader.mapping(node, "items");
    reader.expectOnly(items, KEYS);
    if (reader.string(items, "format").orElse("").equals("package-pattern")) {
      return new PatternsType();
    }
    return new ListType(type(items, name + "[]"), reader.string(node, "split").orElse(""));
  }

  private ValueType object(YamlNode.Mapping node, String name) {
    if (node.find("additionalProperties").isPresent()) {
      return map(node, name);
    }
    YamlNode.Mapping properties = reader.mapping(node, "properties");
    List<String> names = List.copyOf(properties.members().keySet());
    for (YamlNode item : reader.sequence(node, "required")) {
      if (item.raw() instanceof String key && !names.contains(key)) {
        String help = Suggestion.didYouMean(key, names);
        reader.problem(item.position(), "required member `" + key + "` is not declared", help);
      }
    }
    return struct(properties, reader.strings(node, "required"), name);
  }

  private ValueType map(YamlNode.Mapping node, String name) {
    for (String key : List.of("properties", "required")) {
      if (node.find(key).isPresent()) {
        reader.problem(
            node.locateKey(key),
            "an object has either `properties` or `additionalProperties`",
            "declare what is known as a fact or member of its own");
      }
    }
    YamlNode written = node.find("additionalProperties").orElse(node);
    if (!(written instanceof YamlNode.Mapping values)) {
      reader.problem(
          written.position(),
          "`additionalProperties` must be a type",
          "write {type: string} for a map of strings");
      return new AnyType();
    }
    reader.expectOnly(values, KEYS);
    ValueType type = type(values, name + "[]");
    if (!isPlain(type)) {
      reader.problem(
          values.position(),
          "the values of a map must be booleans, numbers, strings, times or lists of these");
    }
    return new MapType(type);
  }

  private static boolean isPlain(ValueType type) {
    return type instanceof ListType list
        ? isPlain(list.items())
        : type instanceof BooleanType
            || type instanceof IntegerType
            || type instanceof NumberType
            || type instanceof StringType
            || type instanceof TimestampType;
  }

  StructType struct(YamlNode.Mapping properties, List<String> required, String name) {
    List<Field> fields = new ArrayList<>();
    properties
        .members()
        .forEach(
            (key, member) -> {
              YamlNode.Mapping node = reader.mapping(member.value(), "`" + key + "`");
              reader.expectOnly(node, KEYS);
              fields.add(field(node, key, required.contains(key), name));
            });
    if (fields.size() > StructType.MAX_FIELDS) {
      reader.problem(properties.position(), "more than " + StructType.MAX_FIELDS + " members");
      return new StructType(name, members, List.of());
    }
    return new StructType(name, members, fields);
  }

  private Field field(YamlNode.Mapping node, String key, boolean required, String owner) {
    ValueType type = type(node, owner + "." + key);
    return new Field(
        key,
        type,
        required,
        defaultValue(node, type),
        entry(node),
        reader.string(node, "description").orElse(""));
  }

  /** The typed default, or empty when none is declared or after noting that it does not fit. */
  Optional<Object> defaultValue(YamlNode.Mapping node, ValueType type) {
    YamlNode written = node.find("default").orElse(null);
    if (written == null) {
      return Optional.empty();
    }
    Object typed = type.accept(written.raw());
    if (typed instanceof InvalidValue invalid) {
      Problem first = invalid.problems().get(0);
      reader.problem(written.locate(first.path()), "the default does not fit: " + first.message());
      return Optional.empty();
    }
    return Optional.of(typed);
  }

  private Field.EntryForm entry(YamlNode.Mapping node) {
    YamlNode written = node.find("entry").orElse(null);
    if (written == null) {
      return new Field.EntryForm.None();
    }
    Object raw = written.raw();
    if (raw instanceof String key) {
      return new Field.EntryForm.Keyed(key);
    }
    if (Boolean.TRUE.equals(raw)) {
      return new Field.EntryForm.Bare();
    }
    reader.problem(written.position(), "`entry` must be true or the name of a member");
    return new Field.EntryForm.None();
  }
}
