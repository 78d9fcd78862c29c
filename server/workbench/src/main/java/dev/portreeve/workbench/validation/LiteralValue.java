package dev.portreeve.workbench.validation;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.Optional;

/** The values of literals that conditions compare with. */
final class LiteralValue {
  private LiteralValue() {}

  static Optional<Object> of(CelExpr expr) {
    return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
        ? of(expr.constant())
        : Optional.empty();
  }

  static Optional<Object> of(CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE -> Optional.of(constant.stringValue());
      case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
      case INT64_VALUE -> Optional.of(constant.int64Value());
      case UINT64_VALUE -> Optional.of(constant.uint64Value().longValue());
      case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
      case NULL_VALUE -> Optional.of("null");
      default -> Optional.empty();
    };
  }
}
