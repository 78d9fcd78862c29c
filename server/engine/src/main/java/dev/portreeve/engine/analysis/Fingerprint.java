package dev.portreeve.engine.analysis;

import dev.cel.common.ast.CelExpr;
import java.util.List;

/** A text that is the same for expressions which say the same in the same words. */
final class Fingerprint {
  private final StringBuilder text = new StringBuilder();
  private boolean reads;

  private Fingerprint() {}

  static String of(CelExpr expr) {
    return made(expr).text.toString();
  }

  /** Whether an expression depends on the check at all. */
  static boolean reads(CelExpr expr) {
    return made(expr).reads;
  }

  private static Fingerprint made(CelExpr expr) {
    Fingerprint made = new Fingerprint();
    made.add(expr);
    return made;
  }

  private void add(CelExpr expr) {
    switch (expr.exprKind().getKind()) {
      case CONSTANT -> text.append(expr.constant());
      case IDENT -> {
        reads = true;
        text.append(expr.ident().name());
      }
      case SELECT -> {
        text.append(expr.select().testOnly() ? "has(" : "(");
        add(expr.select().operand());
        text.append('.').append(expr.select().field()).append(')');
      }
      case CALL -> {
        reads |= expr.call().args().isEmpty();
        expr.call().target().ifPresent(this::add);
        text.append('.').append(expr.call().function());
        addAll(expr.call().args());
      }
      case LIST -> addAll(expr.list().elements());
      case MAP -> {
        text.append('{');
        for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
          add(entry.key());
          text.append(':');
          add(entry.value());
          text.append(',');
        }
        text.append('}');
      }
      case COMPREHENSION -> add(expr.comprehension());
      default -> text.append(expr.exprKind().getKind()).append(expr.id());
    }
  }

  private void add(CelExpr.CelComprehension fold) {
    text.append("fold ")
        .append(fold.iterVar())
        .append(' ')
        .append(fold.iterVar2())
        .append(' ')
        .append(fold.accuVar());
    addAll(
        List.of(
            fold.iterRange(),
            fold.accuInit(),
            fold.loopCondition(),
            fold.loopStep(),
            fold.result()));
  }

  private void addAll(List<CelExpr> exprs) {
    text.append('[');
    for (CelExpr expr : exprs) {
      add(expr);
      text.append(',');
    }
    text.append(']');
  }
}
