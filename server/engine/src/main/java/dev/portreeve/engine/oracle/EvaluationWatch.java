package dev.portreeve.engine.oracle;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;

/**
 * Watches the reference form of a policy evaluate its expressions: conditions and outputs, and
 * inside these the definitions that they call and the variables that they read first.
 */
public interface EvaluationWatch {
  /** An expression begins; until it ends, everything told is about it. */
  void begin(CelAbstractSyntaxTree ast);

  /** A part of the expression has a value. Parts that are not looked at are not told. */
  void value(CelExpr part, Object value);

  /**
   * The expression has ended.
   *
   * @param result its value, or the {@link dev.portreeve.engine.facts.FactProblem} that kept it
   *     from having one
   */
  void end(CelAbstractSyntaxTree ast, Object result);
}
