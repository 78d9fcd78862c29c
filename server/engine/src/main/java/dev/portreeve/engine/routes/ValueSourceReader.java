package dev.portreeve.engine.routes;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Problem;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads where the values of one route come from. */
final class ValueSourceReader {
  private static final List<String> KINDS =
      List.of("path", "query", "header", "claim", "identity", "constant");
  private static final String HEADER = "[A-Za-z0-9][A-Za-z0-9-]{0,99}";

  private final Schema schema;
  private final NodeReader reader;
  private final PathTemplate path;
  private final Set<String> trustedHeaders;

  ValueSourceReader(
      Schema schema, NodeReader reader, PathTemplate path, Set<String> trustedHeaders) {
    this.schema = schema;
    this.reader = reader;
    this.path = path;
    this.trustedHeaders = trustedHeaders;
  }

  static boolean isHeader(String name) {
    return name.matches(HEADER);
  }

  /**
   * The source of a fact, checked against its type and its rank, or empty after noting the problem.
   *
   * @param type in which the action takes the fact
   * @param name of the fact as written
   */
  Optional<ValueSource> source(Fact fact, ValueType type, String name, YamlNode node) {
    Optional<ValueSource> source = source(node);
    if (source.isEmpty()) {
      return source;
    }
    if (source.get() instanceof ValueSource.Constant constant) {
      expect(type, name, constant, node);
    } else if (!(source.get() instanceof ValueSource.Claim) && !TextValue.fits(fact.type())) {
      reader.problem(
          node.position(),
          "`" + name + "` is " + fact.type().noun() + ", which no text can be",
          "take it from a claim or a constant");
    }
    if (decisive(fact) && !source.get().verified()) {
      reader.problem(
          node.position(),
          "`" + name + "` must not be the client's to choose",
          "take it from a claim, a header under `trusted_headers` or a constant");
    }
    return source;
  }

  /** Whether who asks, when, or under whose rules hangs on the fact. */
  private boolean decisive(Fact fact) {
    return fact.entity() == Entity.SUBJECT
        || fact.entity() == Entity.CONTEXT && fact.name().equals("time")
        || schema.team().filter(fact::equals).isPresent();
  }

  /** The source written, or empty after noting the problem. */
  Optional<ValueSource> source(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return Optional.of(new ValueSource.Constant(node.raw()));
    }
    reader.expectOnly(mapping, KINDS);
    if (mapping.members().size() != 1) {
      reader.problem(
          node.position(), "a value comes from one of " + String.join(", ", KINDS), "name one");
      return Optional.empty();
    }
    Map.Entry<String, YamlNode.Member> only = mapping.members().entrySet().iterator().next();
    YamlNode value = only.getValue().value();
    if (only.getKey().equals("constant")) {
      return Optional.of(new ValueSource.Constant(value.raw()));
    }
    if (only.getKey().equals("claim") && value instanceof YamlNode.Sequence steps) {
      return claim(steps);
    }
    return KINDS.contains(only.getKey())
        ? reader
            .string(value, "`" + only.getKey() + "`")
            .flatMap(text -> named(only.getKey(), text, value))
        : Optional.empty();
  }

  private Optional<ValueSource> named(String kind, String text, YamlNode at) {
    return switch (kind) {
      case "path" -> variable(text, at);
      case "query" -> Optional.of(new ValueSource.Query(text));
      case "header" -> header(text, at);
      case "claim" -> claim(text, at);
      default -> identity(text, at);
    };
  }

  /** A name with dots is written as a list, in which a dot is a dot. */
  private Optional<ValueSource> claim(YamlNode.Sequence steps) {
    List<String> path = new ArrayList<>();
    for (YamlNode step : steps.items()) {
      reader.string(step, "an element of `claim`").ifPresent(path::add);
    }
    if (path.isEmpty() || path.contains("")) {
      reader.problem(
          steps.position(), "`claim` names none", "write it like `claim: [realm, roles]`");
      return Optional.empty();
    }
    return Optional.of(new ValueSource.Claim(List.copyOf(path)));
  }

  private Optional<ValueSource> claim(String text, YamlNode at) {
    List<String> path = List.of(text.split("\\.", -1));
    if (path.contains("") || text.contains("://")) {
      reader.problem(
          at.position(),
          "`" + text + "` is not a path of claims",
          "write a name that holds dots as a list: `claim: [\"" + text + "\"]`");
      return Optional.empty();
    }
    return Optional.of(new ValueSource.Claim(path));
  }

  private Optional<ValueSource> variable(String name, YamlNode at) {
    Optional<ValueSource> variable = path.variable(name);
    if (variable.isEmpty()) {
      reader.problem(
          at.position(),
          "the path has no variable `" + name + "`",
          Suggestion.didYouMean(name, path.variables()));
    }
    return variable;
  }

  private Optional<ValueSource> header(String name, YamlNode at) {
    if (!isHeader(name)) {
      reader.problem(at.position(), "`" + name + "` is not the name of a header");
      return Optional.empty();
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return Optional.of(new ValueSource.Header(lower, trustedHeaders.contains(lower)));
  }

  private Optional<ValueSource> identity(String what, YamlNode at) {
    if (!what.equals("id")) {
      reader.problem(
          at.position(),
          "an identity has an `id` and claims",
          "write `identity: id` or `claim: x`");
      return Optional.empty();
    }
    return Optional.of(new ValueSource.SubjectId());
  }

  private void expect(ValueType type, String name, ValueSource.Constant constant, YamlNode node) {
    if (type.accept(constant.raw()) instanceof InvalidValue invalid) {
      for (Problem problem : invalid.problems()) {
        reader.problem(node.position(), "`" + name + "`: " + problem.message(), problem.help());
      }
    }
  }
}
