package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.List;
import java.util.Optional;

/** Expressions that an author types, checked as if they stood in a policy of a set. */
public final class TypedExpression {
  private TypedExpression() {}

  /**
   * The expression of a text, or empty after noting its problems.
   *
   * @param file the text, and nothing else
   */
  public static Optional<CelAbstractSyntaxTree> read(
      Environment environment, SourceFile file, List<Diagnostic> problems) {
    try {
      return Optional.of(
          environment.check(file.text(), cel -> OptionalSyntax.compile(cel, file.text())));
    } catch (CelValidationException e) {
      new CelProblems(new NodeReader(file, problems), environment)
          .report(e.getErrors(), file.text(), ScalarText.whole(file), KnownNames.of(environment));
      return Optional.empty();
    }
  }

  /** The type of a checked expression, as definitions write it. */
  public static String type(CelAbstractSyntaxTree ast) {
    return TypeText.shown(ast.getResultType());
  }

  /** The names of the variables and functions that an expression may use. */
  public static List<String> names(Environment environment) {
    return KnownNames.of(environment);
  }
}
