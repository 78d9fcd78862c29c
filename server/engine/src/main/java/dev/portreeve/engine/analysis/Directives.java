package dev.portreeve.engine.analysis;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.schema.Schema;
import java.util.List;

/** Checks obligations and advice against what the schema says of them. */
final class Directives {
  Directives(Schema schema, Findings findings, Comparisons comparisons) {}

  void check(
      String function, CelAbstractSyntaxTree ast, List<CelExpr> operands, List<Shape> shapes) {}
}
