package dev.portreeve.engine.compiled;

import static java.util.Objects.requireNonNull;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.portreeve.engine.lang.Builtin;
import dev.portreeve.engine.lang.TextConversion;
import dev.portreeve.engine.type.ValueList;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out at compile time what does not depend on the check. */
final class Folding {
  /* Only functions that make values a literal cannot write; operators are folded as nodes. */
  private static final Set<String> MADE_ONCE =
      Set.of("timestamp", "duration", "string", "int", "double");

  private static final Map<String, Conversion> TEXTS =
      Map.of(
          "timestamp", TextConversion::toTimestamp,
          "duration", TextConversion::toDuration,
          "int", TextConversion::toInt,
          "double", TextConversion::toDouble);

  private interface Conversion {
    @Nullable Object apply(String text);
  }

  private Folding() {}

  /** The value of a conversion of a literal, as cel-java itself works it out. */
  static Optional<LoweredNode> standard(
      PolicyScope policy, CelAbstractSyntaxTree ast, CelExpr expr) {
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
        Object value = requireNonNull(TEXTS.get(call.function())).apply(constant.stringValue());
        StackKind kind = StackKind.of(ast.getTypeOrThrow(expr.id()));
        return Optional.ofNullable(value).map(known -> new LoweredNode.Const(known, kind));
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
      StackKind kind = StackKind.of(ast.getTypeOrThrow(expr.id()));
      return known ? Optional.of(new LoweredNode.Const(value, kind)) : Optional.empty();
    } catch (CelEvaluationException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty(); // it fails whenever it is evaluated, which is for the runtime to say
    }
  }

  static Optional<LoweredNode> builtin(Builtin builtin, List<LoweredNode> arguments) {
    Object[] values = arguments.stream().map(node -> ((LoweredNode.Const) node).value()).toArray();
    Object value = RuntimeSupport.invoke(builtin.body(), values);
    return Optional.ofNullable(value)
        .map(v -> new LoweredNode.Const(v, StackKind.of(builtin.result())));
  }

  /** The value of a library's function of constants; the call itself where that fails. */
  static LoweredNode library(LoweredNode.Library call) {
    Object[] values =
        call.arguments().stream().map(node -> ((LoweredNode.Const) node).value()).toArray();
    Object value = RuntimeSupport.invoke(call.body(), values);
    return value == null
        ? call
        : new LoweredNode.Const(
            value instanceof List<?> list ? ValueList.copyOf(List.copyOf(list)) : value,
            call.kind());
  }

  static LoweredNode lists(LoweredNode.Call sum) {
    List<LoweredNode> sides = sum.arguments();
    return sides.get(0) instanceof LoweredNode.Const left
            && sides.get(1) instanceof LoweredNode.Const right
        ? new LoweredNode.Const(
            RuntimeSupport.concatLists(left.value(), right.value()), StackKind.OBJECT)
        : sum;
  }

  static LoweredNode not(LoweredNode operand) {
    if (operand instanceof LoweredNode.Const known) {
      return truth(!(boolean) known.value());
    }
    return operand instanceof LoweredNode.Not inner
        ? inner.operand()
        : new LoweredNode.Not(operand);
  }

  static LoweredNode logic(LoweredNode.Logic logic) {
    if (logic.left() instanceof LoweredNode.Const known) {
      return (boolean) known.value() == logic.and() ? logic.right() : known;
    }
    if (logic.right() instanceof LoweredNode.Const known) {
      return (boolean) known.value() == logic.and() ? logic.left() : known;
    }
    return logic;
  }

  static LoweredNode conditional(LoweredNode.If node) {
    if (node.condition() instanceof LoweredNode.Const known) {
      return (boolean) known.value() ? node.then() : node.otherwise();
    }
    return node;
  }

  static LoweredNode comparison(LoweredNode.Compare node) {
    if (node.left() instanceof LoweredNode.Const left
        && node.right() instanceof LoweredNode.Const right) {
      if (left.kind() == StackKind.DOUBLE) {
        return node; // Double.compare knows NaN and the negative zero in another way than CEL
      }
      int order = RuntimeSupport.compare(left.value(), right.value());
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

  static LoweredNode membership(LoweredNode.InSet node) {
    return node.element() instanceof LoweredNode.Const known
        ? truth(node.set().contains((String) known.value()))
        : node;
  }

  private static LoweredNode truth(boolean value) {
    return new LoweredNode.Const(value, StackKind.BOOL);
  }
}
