package dev.portreeve.engine.lang;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds everything that is wrong with the expressions of a policy that does not compile: cel-java
 * stops at the first problem of a match and knows of places only roughly.
 */
final class ExpressionTypeCheck {
  private final Environment environment;
  private final NodeReader reader;
  private final CelProblems problems;
  private final ReasonCodes reasons;
  private boolean failed;

  ExpressionTypeCheck(Environment environment, NodeReader reader, Messages messages) {
    this.environment = environment;
    this.reader = reader;
    this.problems = new CelProblems(reader, environment);
    this.reasons = new ReasonCodes(reader, messages);
  }

  /**
   * Reports what is wrong with the expressions of a rule, whose form may be wrong as well.
   *
   * @return whether any does not compile, reported or excused
   */
  boolean check(YamlNode rule) {
    check(rule, environment.cel(), new ArrayList<>(PolicyReader.names(environment)));
    return failed;
  }

  private void check(YamlNode rule, Cel outer, List<String> names) {
    Cel cel = outer;
    for (YamlNode node : items(rule, "variables")) {
      CelType type = compile(node, "expression", cel, names).orElse(SimpleType.DYN);
      String name = text(node, "name").orElse("");
      if (!name.isEmpty()) {
        cel = cel.toCelBuilder().addVar(Variables.PREFIX + name, type).build();
        names.add(Variables.PREFIX + name);
      }
    }
    for (YamlNode node : items(rule, "match")) {
      compile(node, "condition", cel, names)
          .ifPresent(type -> expect(SimpleType.BOOL, type, node, "condition"));
      compile(node, "output", cel, names)
          .ifPresent(type -> expect(CelTypeMapping.DECISION, type, node, "output"));
      if (node instanceof YamlNode.Mapping match && match.find("rule").isPresent()) {
        check(match.find("rule").get(), cel, new ArrayList<>(names));
      }
    }
  }

  /** The type of an expression that compiles; empty also when there is none. */
  private Optional<CelType> compile(YamlNode node, String key, Cel cel, List<String> names) {
    Optional<String> expression = text(node, key);
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    ScalarText where = ScalarText.of((YamlNode.Mapping) node, key, reader.file());
    try {
      CelAbstractSyntaxTree ast = cel.compile(expression.get()).getAst();
      reasons.check(ast, where);
      return Optional.of(ast.getResultType());
    } catch (CelValidationException e) {
      failed = true;
      problems.report(e.getErrors(), expression.get(), where, names);
      return Optional.empty();
    }
  }

  private void expect(CelType wanted, CelType found, YamlNode node, String key) {
    if (!found.equals(wanted)) {
      failed = true;
      String help = wanted.equals(CelTypeMapping.DECISION) ? PolicyReader.DECISIONS_HELP : "";
      reader.problem(
          ScalarText.of((YamlNode.Mapping) node, key, reader.file()).start(),
          "`"
              + key
              + "` must be of type "
              + TypeText.shown(wanted)
              + ", this is "
              + TypeText.shown(found),
          help);
    }
  }

  private static List<YamlNode> items(YamlNode rule, String key) {
    return rule instanceof YamlNode.Mapping mapping
            && mapping.find(key).orElse(null) instanceof YamlNode.Sequence sequence
        ? sequence.items()
        : List.of();
  }

  private static Optional<String> text(YamlNode node, String key) {
    return node instanceof YamlNode.Mapping mapping
            && mapping.find(key).orElse(null) instanceof YamlNode.Scalar scalar
            && scalar.raw() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
