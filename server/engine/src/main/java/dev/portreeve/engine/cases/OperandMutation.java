package dev.portreeve.engine.cases;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.portreeve.engine.describe.SourceSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One side of an {@code &&} or {@code ||} of an expression.
 *
 * @param text of the side
 * @param without the expression with this side left out
 */
record OperandMutation(String text, CelAbstractSyntaxTree without) {
  private static final Set<String> LOGIC = Set.of("_&&_", "_||_");

  /** The sides of an expression; one that is itself of the same operator counts as its sides. */
  static List<OperandMutation> of(CelAbstractSyntaxTree ast) {
    List<OperandMutation> sides = new ArrayList<>();
    collect(ast.getExpr(), ast, sides);
    return sides;
  }

  private static void collect(
      CelExpr expr, CelAbstractSyntaxTree ast, List<OperandMutation> sides) {
    if (isLogic(expr) && expr.call().args().stream().noneMatch(OperandMutation::isAccumulator)) {
      CelExpr left = expr.call().args().get(0);
      CelExpr right = expr.call().args().get(1);
      add(left, right, expr, ast, sides);
      add(right, left, expr, ast, sides);
    }
    parts(expr).forEach(part -> collect(part, ast, sides));
  }

  private static void add(
      CelExpr side,
      CelExpr kept,
      CelExpr of,
      CelAbstractSyntaxTree ast,
      List<OperandMutation> sides) {
    if (!isLogic(side) || !side.call().function().equals(of.call().function())) {
      CelExpr changed = replaced(ast.getExpr(), of, kept);
      sides.add(
          new OperandMutation(
              SourceSlice.of(side, ast),
              CelAbstractSyntaxTree.newCheckedAst(
                  changed, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap())));
    }
  }

  private static boolean isLogic(CelExpr expr) {
    return expr.exprKind().getKind() == Kind.CALL && LOGIC.contains(expr.call().function());
  }

  /** Whether it is the variable in which `exists` and `all` keep what they have found so far. */
  private static boolean isAccumulator(CelExpr expr) {
    return expr.exprKind().getKind() == Kind.IDENT && expr.ident().name().startsWith("@");
  }

  private static List<CelExpr> parts(CelExpr expr) {
    return switch (expr.exprKind().getKind()) {
      case SELECT -> List.of(expr.select().operand());
      case CALL -> {
        List<CelExpr> parts = new ArrayList<>();
        expr.call().target().ifPresent(parts::add);
        parts.addAll(expr.call().args());
        yield parts;
      }
      case LIST -> expr.list().elements();
      case MAP -> expr.map().entries().stream().map(CelExpr.CelMap.Entry::value).toList();
      case COMPREHENSION ->
          List.of(
              expr.comprehension().iterRange(),
              expr.comprehension().accuInit(),
              expr.comprehension().loopStep(),
              expr.comprehension().result());
      default -> List.of();
    };
  }

  /** The expression with another in the place of one of its parts. */
  private static CelExpr replaced(CelExpr expr, CelExpr part, CelExpr by) {
    if (expr.id() == part.id()) {
      return by;
    }
    return switch (expr.exprKind().getKind()) {
      case SELECT ->
          CelExpr.ofSelect(
              expr.id(),
              replaced(expr.select().operand(), part, by),
              expr.select().field(),
              expr.select().testOnly());
      case CALL ->
          CelExpr.ofCall(
              expr.id(),
              expr.call().target().map(target -> replaced(target, part, by)),
              expr.call().function(),
              replaced(expr.call().args(), part, by));
      case LIST ->
          CelExpr.ofList(
              expr.id(), replaced(expr.list().elements(), part, by), expr.list().optionalIndices());
      case MAP ->
          CelExpr.ofMap(
              expr.id(),
              expr.map().entries().stream()
                  .map(e -> e.toBuilder().setValue(replaced(e.value(), part, by)).build())
                  .collect(ImmutableList.toImmutableList()));
      case COMPREHENSION -> {
        CelExpr.CelComprehension fold = expr.comprehension();
        yield expr.toBuilder()
            .setComprehension(
                fold.toBuilder()
                    .setIterRange(replaced(fold.iterRange(), part, by))
                    .setAccuInit(replaced(fold.accuInit(), part, by))
                    .setLoopStep(replaced(fold.loopStep(), part, by))
                    .setResult(replaced(fold.result(), part, by))
                    .build())
            .build();
      }
      default -> expr;
    };
  }

  private static ImmutableList<CelExpr> replaced(List<CelExpr> exprs, CelExpr part, CelExpr by) {
    return exprs.stream()
        .map(expr -> replaced(expr, part, by))
        .collect(ImmutableList.toImmutableList());
  }
}
