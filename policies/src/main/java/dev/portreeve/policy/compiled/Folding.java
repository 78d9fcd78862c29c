package dev.portreeve.policy.compiled;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.internal.DateTimeHelpers;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.RuntimeHelpers;
import dev.portreeve.policy.lang.Builtin;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Works out at compile time what does not depend on the check. */
final class Folding {
  /* Only functions that make values a literal cannot write; operators are folded as nodes. */
  private static final Set<String> MADE_ONCE =
      Set.of("timestamp", "duration", "string", "int", "double");

  /* What cel-java's functions of these names call; running them would take a whole environment. */
  private static final Map<String, Function<String, Object>> TEXTS =
      Map.of(
          "timestamp", DateTimeHelpers::parse,
          "duration", RuntimeHelpers::createJavaDurationFromString);

  private Folding() {}

  /** The value of a conversion of a literal, as cel-java itself works it out. */
  static Optional<Node> standard(PolicyScope policy, CelAbstractSyntaxTree ast, CelExpr expr) {
    CelExpr.CelCall call = expr.call();
    boolean literal =
        call.target().isEmpty()
            && call.args().size() == 1
            && call.args().get(0).exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
    if (!literal || !MADE_ONCE.contains(call.function())) {
      return Optional.empty();
    }
    try {
      CelConstant constant = call.args().get(0).constant();
      if (constant.getKind() == CelConstant.Kind.STRING_VALUE
          && TEXTS.containsKey(call.function())) {
        Object value = TEXTS.get(call.function()).apply(constant.stringValue());
        return Optional.of(new Node.Const(value, Kind.OBJECT));
      }
      Object value =
          policy
              .cel()
              .createProgram(
                  CelAbstractSyntaxTree.newCheckedAst(
                      expr, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap()))
              .eval();
      boolean known =
          value instanceof Instant
              || value instanceof Duration
              || value instanceof String
              || value instanceof Long
              || value instanceof Double;
      Kind kind = Kind.of(ast.getTypeOrThrow(expr.id()));
      return known ? Optional.of(new Node.Const(value, kind)) : Optional.empty();
    } catch (CelEvaluationException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty(); // it fails whenever it is evaluated, which is for the runtime to say
    }
  }

  static Optional<Node> builtin(Builtin builtin, List<Node> arguments) {
    Object[] values = arguments.stream().map(node -> ((Node.Const) node).value()).toArray();
    Object value = Ops.invoke(builtin.body(), values);
    return Optional.ofNullable(value).map(v -> new Node.Const(v, Kind.of(builtin.result())));
  }

  static Node lists(Node.Call sum) {
    List<Node> sides = sum.arguments();
    return sides.get(0) instanceof Node.Const left && sides.get(1) instanceof Node.Const right
        ? new Node.Const(Ops.concatLists(left.value(), right.value()), Kind.OBJECT)
        : sum;
  }

  static Node not(Node operand) {
    if (operand instanceof Node.Const known) {
      return truth(!(boolean) known.value());
    }
    return operand instanceof Node.Not inner ? inner.operand() : new Node.Not(operand);
  }

  static Node logic(Node.Logic logic) {
    if (logic.left() instanceof Node.Const known) {
      return (boolean) known.value() == logic.and() ? logic.right() : known;
    }
    if (logic.right() instanceof Node.Const known) {
      return (boolean) known.value() == logic.and() ? logic.left() : known;
    }
    return logic;
  }

  static Node conditional(Node.If node) {
    if (node.condition() instanceof Node.Const known) {
      return (boolean) known.value() ? node.then() : node.otherwise();
    }
    return node;
  }

  static Node comparison(Node.Compare node) {
    if (node.left() instanceof Node.Const left && node.right() instanceof Node.Const right) {
      if (left.kind() == Kind.DOUBLE) {
        return node; // Double.compare knows NaN and the negative zero in another way than CEL
      }
      int order = Ops.compare(left.value(), right.value());
      return truth(
          switch (node.op()) {
            case EQ -> left.value().equals(right.value());
            case NE -> !left.value().equals(right.value());
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
          });
    }
    return node;
  }

  static Node membership(Node.InSet node) {
    return node.element() instanceof Node.Const known
        ? truth(node.set().contains((String) known.value()))
        : node;
  }

  private static Node truth(boolean value) {
    return new Node.Const(value, Kind.BOOL);
  }
}
