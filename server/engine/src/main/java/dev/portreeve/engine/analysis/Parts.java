package dev.portreeve.engine.analysis;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.lang.Bindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What expressions are made of. */
final class Parts {
  static final String AND = "_&&_";
  static final String OR = "_||_";
  static final String EQUAL = "_==_";
  static final String UNEQUAL = "_!=_";
  private static final String NOT = "!_";

  private Parts() {}

  /** The function that an expression calls, or empty when it is no call. */
  static String function(CelExpr expr) {
    return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL ? expr.call().function() : "";
  }

  /** The expressions directly inside another. */
  static List<CelExpr> of(CelExpr expr) {
    List<CelExpr> parts = new ArrayList<>();
    switch (expr.exprKind().getKind()) {
      case SELECT -> parts.add(expr.select().operand());
      case CALL -> {
        expr.call().target().ifPresent(parts::add);
        parts.addAll(expr.call().args());
      }
      case LIST -> parts.addAll(expr.list().elements());
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    parts.add(entry.key());
                    parts.add(entry.value());
                  });
      case COMPREHENSION -> {
        CelExpr.CelComprehension fold = expr.comprehension();
        parts.add(fold.iterRange());
        if (Bindings.isBinding(fold)) {
          parts.add(fold.accuInit());
          parts.add(fold.result());
        } else {
          // of what a macro makes, only what somebody wrote: its body stands in the step
          parts.addAll(of(fold.loopStep()));
        }
      }
      default -> {
        // constants and names have no parts
      }
    }
    return parts;
  }

  /** The sides of nested calls of {@code &&} or {@code ||}; of anything else the expression. */
  static List<CelExpr> sides(CelExpr expr, String logic) {
    List<CelExpr> sides = new ArrayList<>();
    if (function(expr).equals(logic)) {
      expr.call().args().forEach(side -> sides.addAll(sides(side, logic)));
    } else {
      sides.add(expr);
    }
    return sides;
  }

  /** Whether an expression is the negation of something: {@code !x} or {@code a != b}. */
  static boolean isNegated(CelExpr expr) {
    boolean not = function(expr).equals(NOT);
    return not ? !isNegated(expr.call().args().get(0)) : function(expr).equals(UNEQUAL);
  }

  /** What an expression says or denies. */
  static String positive(CelExpr expr) {
    if (function(expr).equals(NOT)) {
      return positive(expr.call().args().get(0));
    }
    if (function(expr).equals(EQUAL) || function(expr).equals(UNEQUAL)) {
      String left = Fingerprint.of(expr.call().args().get(0));
      String right = Fingerprint.of(expr.call().args().get(1));
      return left.compareTo(right) < 0 ? left + "==" + right : right + "==" + left;
    }
    return Fingerprint.of(expr);
  }

  /** The value and the literal that a comparison holds against each other, or empty. */
  static Optional<Map.Entry<String, String>> equalLiteral(CelExpr expr) {
    if (function(expr).equals(NOT)) {
      return equalLiteral(expr.call().args().get(0));
    }
    if (!function(expr).equals(EQUAL) && !function(expr).equals(UNEQUAL)) {
      return Optional.empty();
    }
    CelExpr left = expr.call().args().get(0);
    CelExpr right = expr.call().args().get(1);
    if (isConstant(left) == isConstant(right)) {
      return Optional.empty();
    }
    return isConstant(right)
        ? Optional.of(Map.entry(Fingerprint.of(left), Fingerprint.of(right)))
        : Optional.of(Map.entry(Fingerprint.of(right), Fingerprint.of(left)));
  }

  static boolean isConstant(CelExpr expr) {
    return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
  }

  /** Where an expression begins: its part that stands furthest to the left. */
  static Site begin(CelAbstractSyntaxTree ast, CelExpr expr) {
    Map<Long, Integer> positions = ast.getSource().getPositionsMap();
    Site first = new Site(ast, expr.id());
    for (CelExpr part : of(expr)) {
      Site inner = begin(ast, part);
      int left = positions.getOrDefault(inner.id(), Integer.MAX_VALUE);
      if (left < positions.getOrDefault(first.id(), Integer.MAX_VALUE)) {
        first = inner;
      }
    }
    return first;
  }
}
