package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.Optional;

/** Reads the expressions of a policy document, noting every problem where it stands in the file. */
final class ExpressionReader {
  private static final String DECISIONS_HELP = "use permit(...), deny(...) or needs_approval(...)";

  private final NodeReader reader;
  private final CelProblems problems;
  private final ReasonCodes reasons;
  private final SourcePlaces places;
  private boolean failed;

  /**
   * @param places where the place of each expression is noted
   */
  ExpressionReader(
      NodeReader reader, Environment environment, Messages messages, SourcePlaces places) {
    this.reader = reader;
    this.places = places;
    this.problems = new CelProblems(reader, environment);
    this.reasons = new ReasonCodes(reader, messages);
  }

  /** Whether any expression was no good, be it noted here or, in a definition, before. */
  boolean failed() {
    return failed;
  }

  /** The member as an expression; empty when there is none or after noting the problem. */
  Optional<CelAbstractSyntaxTree> read(YamlNode.Mapping node, String key, ExpressionScope scope) {
    Optional<String> expression = reader.string(node, key);
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    ScalarText where = ScalarText.of(node, key, reader.file());
    try {
      CelAbstractSyntaxTree ast = scope.compile(expression.get());
      places.add(ast, where);
      reasons.check(ast, where);
      return Optional.of(ast);
    } catch (CelValidationException e) {
      failed = true;
      problems.report(e.getErrors(), expression.get(), where, scope.names());
      return Optional.empty();
    }
  }

  /** The member as an expression of a type, likewise. */
  Optional<CelAbstractSyntaxTree> read(
      YamlNode.Mapping node, String key, CelType type, ExpressionScope scope) {
    Optional<CelAbstractSyntaxTree> ast = read(node, key, scope);
    ast.map(CelAbstractSyntaxTree::getResultType)
        .filter(found -> !found.equals(type))
        .ifPresent(found -> wrongType(node, key, type, found));
    return ast;
  }

  private void wrongType(YamlNode.Mapping node, String key, CelType wanted, CelType found) {
    failed = true;
    reader.problem(
        ScalarText.of(node, key, reader.file()).start(),
        "`"
            + key
            + "` must be of type "
            + TypeText.shown(wanted)
            + ", this is "
            + TypeText.shown(found),
        wanted.equals(CelTypeMapping.DECISION) ? DECISIONS_HELP : "");
  }
}
