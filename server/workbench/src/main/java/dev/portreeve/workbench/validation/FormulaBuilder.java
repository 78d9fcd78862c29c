package dev.portreeve.workbench.validation;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.RuleTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes formulas of conditions, with definitions and variables in the place of their names. */
final class FormulaBuilder {
  private final Map<String, Definition> definitions = new HashMap<>();
  private final Map<String, CelExpr> variables = new HashMap<>();
  private final Map<String, Set<Object>> literals = new HashMap<>();

  FormulaBuilder(List<Definition> definitions) {
    definitions.forEach(definition -> this.definitions.put(definition.name(), definition));
  }

  /** Makes a policy's variables known. */
  void declare(List<RuleTree.Variable> declared) {
    declared.forEach(variable -> variables.put(variable.name(), variable.ast().getExpr()));
  }

  /** The values that a variable of a formula is compared with anywhere. */
  Set<Object> literals(String variable) {
    return literals.getOrDefault(variable, Set.of());
  }

  Formula condition(CelExpr expr) {
    return formula(expr, Map.of(), Map.of());
  }

  /**
   * @param names what parameters stand for, as text
   * @param flags what parameters stand for that are conditions themselves
   */
  private Formula formula(CelExpr expr, Map<String, String> names, Map<String, Formula> flags) {
    if (expr.exprKind().getKind() == Kind.CONSTANT) {
      return Boolean.TRUE.equals(LiteralValue.of(expr).orElse(false))
          ? Formula.TRUE
          : Formula.FALSE;
    }
    if (expr.exprKind().getKind() == Kind.IDENT && flags.containsKey(expr.ident().name())) {
      return flags.getOrDefault(expr.ident().name(), Formula.FALSE);
    }
    if (expr.exprKind().getKind() == Kind.CALL) {
      return call(expr, names, flags);
    }
    CelExpr declared = names.isEmpty() ? variables.get(ExpressionKey.of(expr, names)) : null;
    return declared != null
        ? formula(declared, Map.of(), Map.of())
        : oneOf(ExpressionKey.of(expr, names), Set.of(true));
  }

  private Formula call(CelExpr expr, Map<String, String> names, Map<String, Formula> flags) {
    CelExpr.CelCall call = expr.call();
    List<CelExpr> args = call.args();
    return switch (call.function()) {
      case "_&&_" ->
          new Formula.And(formula(args.get(0), names, flags), formula(args.get(1), names, flags));
      case "_||_" ->
          Formula.or(formula(args.get(0), names, flags), formula(args.get(1), names, flags));
      case "!_" -> new Formula.Not(formula(args.get(0), names, flags));
      case "_?_:_" -> {
        Formula when = formula(args.get(0), names, flags);
        yield Formula.or(
            new Formula.And(when, formula(args.get(1), names, flags)),
            new Formula.And(new Formula.Not(when), formula(args.get(2), names, flags)));
      }
      case "_==_" -> equal(args.get(0), args.get(1), names);
      case "_!=_" -> new Formula.Not(equal(args.get(0), args.get(1), names));
      case "@in" -> in(expr, names);
      default -> definition(expr, names, flags);
    };
  }

  private Formula equal(CelExpr left, CelExpr right, Map<String, String> names) {
    Optional<Object> leftValue = value(left, names);
    Optional<Object> rightValue = value(right, names);
    if (leftValue.isPresent() && rightValue.isPresent()) {
      return leftValue.equals(rightValue) ? Formula.TRUE : Formula.FALSE;
    }
    if (leftValue.isPresent()) {
      return oneOf(ExpressionKey.of(right, names), Set.of(leftValue.get()));
    }
    return rightValue.isPresent()
        ? oneOf(ExpressionKey.of(left, names), Set.of(rightValue.get()))
        : oneOf(
            "==(" + ExpressionKey.of(left, names) + "," + ExpressionKey.of(right, names) + ")",
            Set.of(true));
  }

  /** The value of a literal, or of a parameter that a literal was given for. */
  private static Optional<Object> value(CelExpr expr, Map<String, String> names) {
    if (expr.exprKind().getKind() == Kind.IDENT) {
      String text = names.getOrDefault(expr.ident().name(), "");
      String string = "STRING_VALUE ";
      return text.startsWith(string)
          ? Optional.of(text.substring(string.length()))
          : Optional.empty();
    }
    return LiteralValue.of(expr);
  }

  private Formula in(CelExpr expr, Map<String, String> names) {
    CelExpr element = expr.call().args().get(0);
    CelExpr list = expr.call().args().get(1);
    boolean literal =
        list.exprKind().getKind() == Kind.LIST
            && list.list().elements().stream().allMatch(one -> value(one, names).isPresent());
    if (!literal || value(element, names).isPresent()) {
      return oneOf(ExpressionKey.of(expr, names), Set.of(true));
    }
    Set<Object> values = new HashSet<>();
    list.list().elements().forEach(one -> value(one, names).ifPresent(values::add));
    return oneOf(ExpressionKey.of(element, names), values);
  }

  private Formula definition(CelExpr expr, Map<String, String> names, Map<String, Formula> flags) {
    Definition called = definitions.get(expr.call().function());
    if (called == null || expr.call().target().isPresent()) {
      return oneOf(ExpressionKey.of(expr, names), Set.of(true));
    }
    Map<String, String> inner = new HashMap<>();
    Map<String, Formula> innerFlags = new HashMap<>();
    for (int i = 0; i < called.parameters().size(); i++) {
      CelExpr argument = expr.call().args().get(i);
      String name = called.parameters().get(i).name();
      inner.put(name, ExpressionKey.of(argument, names));
      if (called.parameters().get(i).type().equals(dev.cel.common.types.SimpleType.BOOL)) {
        innerFlags.put(name, formula(argument, names, flags));
      }
    }
    // A body without parameters still may not see the variables of a policy.
    inner.put("", "");
    return formula(called.ast().getExpr(), inner, innerFlags);
  }

  private Formula oneOf(String variable, Set<Object> values) {
    literals.computeIfAbsent(variable, name -> new HashSet<>()).addAll(values);
    return new Formula.OneOf(variable, values);
  }
}
