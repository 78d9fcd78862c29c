package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.Set;

/** Makes sure that every literal reason has a text. */
final class ReasonCodes {
  private static final Set<String> DECISIONS = Set.of("permit", "deny", "needs_approval");

  private final NodeReader reader;
  private final Messages messages;

  ReasonCodes(NodeReader reader, Messages messages) {
    this.reader = reader;
    this.messages = messages;
  }

  void check(CelAbstractSyntaxTree ast, ScalarText where) {
    if (!messages.reasons().isEmpty()) {
      check(ast.getExpr(), ast, where);
    }
  }

  private void check(CelExpr expr, CelAbstractSyntaxTree ast, ScalarText where) {
    if (expr.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL) {
      return;
    }
    CelExpr.CelCall call = expr.call();
    call.target().ifPresent(target -> check(target, ast, where));
    call.args().forEach(argument -> check(argument, ast, where));
    if (DECISIONS.contains(call.function()) && !call.args().isEmpty()) {
      CelExpr first = call.args().get(0);
      if (first.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
          && first.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
        expectText(first, ast, where);
      }
    }
  }

  private void expectText(CelExpr literal, CelAbstractSyntaxTree ast, ScalarText where) {
    String reason = literal.constant().stringValue();
    if (!messages.reasons().contains(reason) && !Reasons.ALL.contains(reason)) {
      String text = ast.getSource().getContent().toString();
      int codePoints = ast.getSource().getPositionsMap().getOrDefault(literal.id(), 0);
      reader.problem(
          where.at(text, text.offsetByCodePoints(0, codePoints)),
          "reason `" + reason + "` has no text in messages.yaml",
          Suggestion.didYouMean(reason, messages.reasons()));
    }
  }
}
