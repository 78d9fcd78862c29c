package dev.portreeve.policy.routes;

import dev.portreeve.policy.schema.ActionSpec;
import dev.portreeve.policy.schema.Entity;
import dev.portreeve.policy.schema.Fact;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.policy.source.NodeReader;
import dev.portreeve.policy.source.Suggestion;
import dev.portreeve.policy.source.YamlNode;
import dev.portreeve.policy.type.Invalid;
import dev.portreeve.policy.type.Problem;
import dev.portreeve.policy.type.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads where the values of one route come from. */
final class SourceReader {
  private static final List<String> KINDS =
      List.of("path", "query", "header", "claim", "identity", "constant");
  private static final String HEADER = "[A-Za-z0-9][A-Za-z0-9-]{0,99}";

  private final Schema schema;
  private final NodeReader reader;
  private final PathTemplate path;
  private final Set<String> trustedHeaders;

  SourceReader(Schema schema, NodeReader reader, PathTemplate path, Set<String> trustedHeaders) {
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
   * @param name of the fact as written
   */
  Optional<Source> source(Fact fact, String name, ActionSpec action, YamlNode node) {
    Optional<Source> source = source(node);
    if (source.isEmpty()) {
      return source;
    }
    if (source.get() instanceof Source.Constant constant) {
      expect(action.typeOf(fact), name, constant, node);
    } else if (!(source.get() instanceof Source.Claim) && !TextValue.fits(fact.type())) {
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
  Optional<Source> source(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return Optional.of(new Source.Constant(node.raw()));
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
      return Optional.of(new Source.Constant(value.raw()));
    }
    return KINDS.contains(only.getKey())
        ? reader
            .string(value, "`" + only.getKey() + "`")
            .flatMap(text -> named(only.getKey(), text, value))
        : Optional.empty();
  }

  private Optional<Source> named(String kind, String text, YamlNode at) {
    return switch (kind) {
      case "path" -> variable(text, at);
      case "query" -> Optional.of(new Source.Query(text));
      case "header" -> header(text, at);
      case "claim" -> Optional.of(new Source.Claim(List.of(text.split("\\.", -1))));
      default -> identity(text, at);
    };
  }

  private Optional<Source> variable(String name, YamlNode at) {
    Optional<Source> variable = path.variable(name);
    if (variable.isEmpty()) {
      reader.problem(
          at.position(),
          "the path has no variable `" + name + "`",
          Suggestion.didYouMean(name, path.variables()));
    }
    return variable;
  }

  private Optional<Source> header(String name, YamlNode at) {
    if (!isHeader(name)) {
      reader.problem(at.position(), "`" + name + "` is not the name of a header");
      return Optional.empty();
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return Optional.of(new Source.Header(lower, trustedHeaders.contains(lower)));
  }

  private Optional<Source> identity(String what, YamlNode at) {
    if (!what.equals("id")) {
      reader.problem(
          at.position(),
          "an identity has an `id` and claims",
          "write `identity: id` or `claim: x`");
      return Optional.empty();
    }
    return Optional.of(new Source.SubjectId());
  }

  private void expect(ValueType type, String name, Source.Constant constant, YamlNode node) {
    if (type.accept(constant.raw()) instanceof Invalid invalid) {
      for (Problem problem : invalid.problems()) {
        reader.problem(node.position(), "`" + name + "`: " + problem.message(), problem.help());
      }
    }
  }
}
