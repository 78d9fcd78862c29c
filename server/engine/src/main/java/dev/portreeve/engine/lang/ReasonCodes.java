package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.Collection;
import java.util.Set;

/** Makes sure that every literal reason and cause has a text. */
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
    boolean cause = call.function().equals("because") && call.target().isPresent();
    if ((DECISIONS.contains(call.function()) || cause) && !call.args().isEmpty()) {
      CelExpr first = call.args().get(0);
      if (first.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
          && first.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
        String name = first.constant().stringValue();
        Collection<String> known = cause ? messages.causes() : messages.reasons();
        if (!known.contains(name) && (cause || !Reasons.ALL.contains(name))) {
          tell(first, (cause ? "cause `" : "reason `") + name, known, ast, where);
        }
      }
    }
  }

  private void tell(
      CelExpr literal,
      String what,
      Collection<String> known,
      CelAbstractSyntaxTree ast,
      ScalarText where) {
    String text = ast.getSource().getContent().toString();
    int codePoints = ast.getSource().getPositionsMap().getOrDefault(literal.id(), 0);
    reader.problem(
        where.at(text, text.offsetByCodePoints(0, codePoints)),
        what + "` has no text in messages.yaml",
        Suggestion.didYouMean(literal.constant().stringValue(), known));
  }
}
