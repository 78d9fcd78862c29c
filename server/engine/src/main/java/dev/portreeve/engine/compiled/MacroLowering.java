package dev.portreeve.engine.compiled;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.portreeve.engine.lang.CelLibrary;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recognizes what CEL's macros expand to; other comprehensions cannot be written in a policy. */
final class MacroLowering {
  private final Lowering outer;

  MacroLowering(Lowering outer) {
    this.outer = outer;
  }

  LoweredNode macro(CelExpr.CelComprehension fold) throws Unsupported {
    if (CelLibrary.isBinding(fold)) {
      return binding(fold);
    }
    CelType range = outer.type(fold.iterRange());
    boolean map = CallLowering.isMap(range);
    if (range.kind() != CelKind.LIST && !map) {
      throw new Unsupported("a macro over " + range.name());
    }
    if (!fold.iterVar2().isEmpty()) {
      throw new Unsupported("a macro with two variables");
    }
    StackKind kind = map ? StackKind.STRING : StackKind.of(((ListType) range).elemType());
    LoweredNode list = outer.lower(fold.iterRange());
    LocalVariable var =
        new LocalVariable(fold.iterVar(), kind, false);
    outer.policy().elementPath(var, map ? "" : outer.policy().path(list));
    Lowering inner = outer.with(fold.iterVar(), new LoweredNode.Local(var));
    CelExpr step = fold.loopStep();
    if (!isCall(step)) {
      throw new Unsupported("a comprehension");
    }
    List<CelExpr> arguments = step.call().args();
    return switch (step.call().function()) {
      case "_||_" ->
          new LoweredNode.Quantify(
              LoweredNode.Quantify.Quantifier.EXISTS, list, var, inner.lower(arguments.get(1)));
      case "_&&_" ->
          new LoweredNode.Quantify(
              LoweredNode.Quantify.Quantifier.ALL, list, var, inner.lower(arguments.get(1)));
      case "_+_" ->
          new LoweredNode.Collect(list, var, Optional.empty(), inner.lower(appended(step)));
      case "_?_:_" -> conditional(fold, list, var, inner);
      default -> throw new Unsupported("a comprehension");
    };
  }

  private LoweredNode binding(CelExpr.CelComprehension fold) throws Unsupported {
    LoweredNode value = outer.lower(fold.accuInit());
    if (value instanceof LoweredNode.Const) {
      return outer.with(fold.accuVar(), value).lower(fold.result());
    }
    LocalVariable var = new LocalVariable(fold.accuVar(), value.kind(), false);
    outer.policy().elementPath(var, outer.policy().path(value));
    Lowering inner = outer.with(fold.accuVar(), new LoweredNode.Local(var));
    return new LoweredNode.Let(var, value, inner.lower(fold.result()));
  }

  private static LoweredNode conditional(
      CelExpr.CelComprehension fold, LoweredNode list, LocalVariable var, Lowering inner)
      throws Unsupported {
    List<CelExpr> arguments = fold.loopStep().call().args();
    LoweredNode predicate = inner.lower(arguments.get(0));
    if (countsFromZero(fold.accuInit())) {
      return new LoweredNode.Quantify(
          LoweredNode.Quantify.Quantifier.EXISTS_ONE, list, var, predicate);
    }
    LoweredNode transform = inner.lower(appended(arguments.get(1)));
    return new LoweredNode.Collect(list, var, Optional.of(predicate), transform);
  }

  /** The {@code x} of {@code accumulator + [x]}. */
  private static CelExpr appended(CelExpr sum) throws Unsupported {
    CelExpr item = isCall(sum) ? sum.call().args().get(1) : null;
    if (item == null
        || item.exprKind().getKind() != CelExpr.ExprKind.Kind.LIST
        || item.list().elements().size() != 1) {
      throw new Unsupported("a comprehension");
    }
    return item.list().elements().get(0);
  }

  private static boolean countsFromZero(CelExpr init) {
    return init.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && init.constant().getKind() == CelConstant.Kind.INT64_VALUE;
  }

  private static boolean isCall(@Nullable CelExpr expr) {
    return expr != null && expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL;
  }
}
