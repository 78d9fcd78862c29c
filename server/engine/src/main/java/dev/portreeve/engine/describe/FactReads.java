package dev.portreeve.engine.describe;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.navigation.TraversalOrder;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Guards;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.schema.ActionSpec;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What expressions read, call and answer, by themselves and through the definitions they call. */
public final class FactReads {
  private static final Set<String> DECISIONS = Set.of("permit", "deny", "needs_approval");
  private static final Map<String, String> OWN_REASONS =
      Map.of("missing_fact", Reasons.MISSING_FACT, "invalid_fact", Reasons.INVALID_FACT);

  private final Map<String, Definition> definitions;
  private final Set<String> entered = new HashSet<>();
  private final Set<String> fields = new LinkedHashSet<>();
  private final Set<String> reasons = new LinkedHashSet<>();

  public FactReads(List<Definition> definitions) {
    this.definitions =
        definitions.stream().collect(Collectors.toMap(Definition::name, Function.identity()));
  }

  /** Adds what the guards of an action and its policy read and answer. */
  public FactReads enter(Guards guards, Optional<Policy> policy, ActionSpec action) {
    guards.of(action).forEachExpression(this::enter);
    policy
        .map(Policy::tree)
        .ifPresent(tree -> tree.forEachExpression((CelAbstractSyntaxTree ast) -> enter(ast)));
    return this;
  }

  /** Adds what an expression reads and answers, and whatever it calls. */
  public void enter(CelAbstractSyntaxTree ast) {
    for (CelExpr expr : exprs(ast)) {
      field(expr).ifPresent(fields::add);
      if (expr.exprKind().getKind() == Kind.CALL) {
        enterCall(expr.call());
      }
    }
  }

  private void enterCall(CelExpr.CelCall call) {
    if (DECISIONS.contains(call.function()) && !call.args().isEmpty()) {
      text(call.args().get(0)).ifPresent(reasons::add);
    }
    if (OWN_REASONS.containsKey(call.function())) {
      reasons.add(OWN_REASONS.getOrDefault(call.function(), ""));
    }
    Definition called = definitions.get(call.function());
    if (called != null && call.target().isEmpty() && entered.add(called.name())) {
      enter(called.ast());
    }
  }

  /** The names of the definitions called. */
  public Set<String> definitions() {
    return entered;
  }

  /** The fields read, such as {@code subject.groups}, in the order met. */
  public Set<String> fields() {
    return fields;
  }

  /** The literal reasons of decisions, in the order met. */
  public Set<String> reasons() {
    return reasons;
  }

  /** Every part of an expression, in the order written. */
  public static List<CelExpr> exprs(CelAbstractSyntaxTree ast) {
    return CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes(TraversalOrder.PRE_ORDER)
        .map(CelNavigableExpr::expr)
        .toList();
  }

  /** A part and every part of it. */
  static List<CelExpr> exprs(CelExpr part) {
    return CelNavigableExpr.fromExpr(part).allNodes().map(CelNavigableExpr::expr).toList();
  }

  /** The parts that an expression is directly made of, in the order written. */
  public static List<CelExpr> children(CelExpr expr) {
    return CelNavigableExpr.fromExpr(expr).children().map(CelNavigableExpr::expr).toList();
  }

  /** The field that a part reads from a variable, or empty when it is something else. */
  public static Optional<String> field(CelExpr expr) {
    if (expr.exprKind().getKind() != Kind.SELECT) {
      return Optional.empty();
    }
    CelExpr operand = expr.select().operand();
    return operand.exprKind().getKind() == Kind.IDENT
        ? Optional.of(operand.ident().name() + "." + expr.select().field())
        : field(operand).map(inner -> inner + "." + expr.select().field());
  }

  /** The text of a literal, or empty when it is none. */
  public static Optional<String> text(CelExpr expr) {
    return expr.exprKind().getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expr.constant().stringValue())
        : Optional.empty();
  }
}
