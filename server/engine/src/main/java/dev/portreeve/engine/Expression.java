package dev.portreeve.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.TypedExpression;
import dev.portreeve.engine.oracle.OracleSet;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An expression that somebody types, checked against a policy set. Immutable. */
public final class Expression {
  private final Snapshot snapshot;
  private final CelAbstractSyntaxTree ast;

  private Expression(Snapshot snapshot, CelAbstractSyntaxTree ast) {
    this.snapshot = snapshot;
    this.ast = ast;
  }

  /**
   * Checks an expression, or returns empty after noting its problems.
   *
   * @param text the expression, and nothing else
   */
  public static Optional<Expression> read(
      Snapshot snapshot, SourceFile text, List<Diagnostic> problems) {
    return TypedExpression.read(snapshot.shared().environment(), text, problems)
        .map(ast -> new Expression(snapshot, ast));
  }

  /** The names of the variables and functions that expressions of a set may use. */
  public static List<String> names(Snapshot snapshot) {
    return TypedExpression.names(snapshot.shared().environment());
  }

  /** The type, as {@code definitions.yaml} would write it. */
  public String type() {
    return TypedExpression.type(ast);
  }

  /**
   * What it comes to in a check.
   *
   * @param team the one the frame names, or null when none is known
   */
  public OracleSet.Evaluated evaluate(Frame frame, @Nullable Team team) {
    return snapshot.shared().oracle().evaluate(ast, frame, team);
  }
}
