package dev.portreeve.engine.lang;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.portreeve.engine.schema.ActionSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Works out what an expression of the guards says of one action: comparisons of {@code action.name}
 * and {@code resource.type} with literals become true or false where the action leaves no choice,
 * and the logic around them follows. CEL absorbs errors, so that {@code x && false} is false
 * whatever {@code x} is.
 */
final class ActionFolding {
  private final ActionSpec action;

  ActionFolding(ActionSpec action) {
    this.action = action;
  }

  /** The expression as it is for the action; itself when the action settles nothing in it. */
  CelAbstractSyntaxTree fold(CelAbstractSyntaxTree ast) {
    CelExpr folded = fold(ast.getExpr());
    return folded.equals(ast.getExpr())
        ? ast
        : CelAbstractSyntaxTree.newCheckedAst(
            folded, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap());
  }

  /** What an expression is known to be, or empty when that depends on the check. */
  static Optional<Boolean> truth(CelAbstractSyntaxTree ast) {
    return truth(ast.getExpr());
  }

  private static Optional<Boolean> truth(CelExpr expr) {
    return expr.exprKind().getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
        ? Optional.of(expr.constant().booleanValue())
        : Optional.empty();
  }

  private CelExpr fold(CelExpr expr) {
    if (expr.exprKind().getKind() != Kind.CALL) {
      return expr;
    }
    CelExpr.CelCall call = expr.call();
    ImmutableList<CelExpr> args =
        call.args().stream().map(this::fold).collect(ImmutableList.toImmutableList());
    CelExpr folded =
        CelExpr.ofCall(expr.id(), call.target().map(this::fold), call.function(), args);
    return switch (call.function()) {
      case "!_" -> truth(args.get(0)).map(known -> constant(expr, !known)).orElse(folded);
      case "_&&_" -> logic(folded, args, true);
      case "_||_" -> logic(folded, args, false);
      case "_?_:_" -> truth(args.get(0)).map(known -> args.get(known ? 1 : 2)).orElse(folded);
      case "_==_" -> equal(args).map(known -> constant(expr, known)).orElse(folded);
      case "_!=_" -> equal(args).map(known -> constant(expr, !known)).orElse(folded);
      case "@in" -> in(args).map(known -> constant(expr, known)).orElse(folded);
      default -> folded;
    };
  }

  private static CelExpr constant(CelExpr instead, boolean value) {
    return CelExpr.ofConstant(instead.id(), CelConstant.ofValue(value));
  }

  /**
   * @param neutral the side that changes nothing: true of {@code &&}, false of {@code ||}
   */
  private static CelExpr logic(CelExpr folded, List<CelExpr> sides, boolean neutral) {
    for (int i = 0; i < sides.size(); i++) {
      Optional<Boolean> known = truth(sides.get(i));
      if (known.isPresent()) {
        return known.get() == neutral ? sides.get(1 - i) : constant(folded, !neutral);
      }
    }
    return folded;
  }

  private Optional<Boolean> equal(List<CelExpr> sides) {
    Set<String> left = values(sides.get(0));
    Set<String> right = values(sides.get(1));
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    boolean same = left.size() == 1 && left.equals(right);
    return same || left.stream().noneMatch(right::contains) ? Optional.of(same) : Optional.empty();
  }

  private Optional<Boolean> in(List<CelExpr> sides) {
    Set<String> wanted = values(sides.get(0));
    if (wanted.isEmpty() || sides.get(1).exprKind().getKind() != Kind.LIST) {
      return Optional.empty();
    }
    Set<String> listed = new HashSet<>();
    for (CelExpr element : sides.get(1).list().elements()) {
      Set<String> value = values(element);
      if (value.size() != 1) {
        return Optional.empty();
      }
      listed.addAll(value);
    }
    boolean all = listed.containsAll(wanted);
    return all || wanted.stream().noneMatch(listed::contains) ? Optional.of(all) : Optional.empty();
  }

  /** The texts that an expression can be in a check of the action; empty when any. */
  private Set<String> values(CelExpr expr) {
    if (expr.exprKind().getKind() == Kind.CONSTANT) {
      return expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
          ? Set.of(expr.constant().stringValue())
          : Set.of();
    }
    if (reads(expr, "action", "name")) {
      return Set.of(action.name());
    }
    return reads(expr, "resource", "type") ? Set.copyOf(action.resourceTypes()) : Set.of();
  }

  private static boolean reads(CelExpr expr, String variable, String field) {
    return expr.exprKind().getKind() == Kind.SELECT
        && expr.select().field().equals(field)
        && !expr.select().testOnly()
        && expr.select().operand().exprKind().getKind() == Kind.IDENT
        && expr.select().operand().ident().name().equals(variable);
  }
}
