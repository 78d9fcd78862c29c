package dev.portreeve.workbench.validation;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A text that two expressions share exactly when they read the same. */
final class ExpressionKey {
  private ExpressionKey() {}

  /**
   * @param names what parameters stand for, by name
   */
  static String of(CelExpr expr, Map<String, String> names) {
    return switch (expr.exprKind().getKind()) {
      case CONSTANT -> constant(expr.constant());
      case IDENT -> names.getOrDefault(expr.ident().name(), expr.ident().name());
      case SELECT -> {
        String read = of(expr.select().operand(), names) + "." + expr.select().field();
        yield expr.select().testOnly() ? "has(" + read + ")" : read;
      }
      case CALL -> {
        String target = expr.call().target().map(one -> of(one, names) + ".").orElse("");
        yield target + expr.call().function() + "(" + all(expr.call().args(), names) + ")";
      }
      case LIST -> "[" + all(expr.list().elements(), names) + "]";
      case MAP ->
          expr.map().entries().stream()
              .map(entry -> of(entry.key(), names) + ":" + of(entry.value(), names))
              .collect(Collectors.joining(",", "{", "}"));
      case COMPREHENSION -> {
        CelExpr.CelComprehension fold = expr.comprehension();
        yield "fold("
            + String.join(
                ",",
                fold.iterVar(),
                fold.iterVar2(),
                of(fold.iterRange(), names),
                of(fold.accuInit(), names),
                of(fold.loopCondition(), names),
                of(fold.loopStep(), names),
                of(fold.result(), names))
            + ")";
      }
      default -> "expression " + System.identityHashCode(expr);
    };
  }

  private static String all(List<CelExpr> exprs, Map<String, String> names) {
    return exprs.stream().map(one -> of(one, names)).collect(Collectors.joining(","));
  }

  private static String constant(CelConstant constant) {
    return constant.getKind() + " " + LiteralValue.of(constant).map(String::valueOf).orElse("");
  }
}
