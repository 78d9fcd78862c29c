package dev.portreeve.engine.compiled;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.portreeve.engine.lang.Bindings;
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
    if (Bindings.isBinding(fold)) {
      return binding(fold);
    }
    LoweredNode.Range range = range(fold);
    Lowering inner =
        outer.with(
            fold.iterVar2().isEmpty() ? fold.iterVar() : fold.iterVar2(),
            new LoweredNode.Local(range.last()));
    if (range.first().isPresent()) {
      inner = inner.with(fold.iterVar(), new LoweredNode.Local(range.first().get()));
    }
    CelExpr step = fold.loopStep();
    if (!isCall(step)) {
      throw new Unsupported("a comprehension");
    }
    List<CelExpr> arguments = step.call().args();
    return switch (step.call().function()) {
      case "_||_" ->
          new LoweredNode.Quantify(
              LoweredNode.Quantify.Quantifier.EXISTS, range, inner.lower(arguments.get(1)));
      case "_&&_" ->
          new LoweredNode.Quantify(
              LoweredNode.Quantify.Quantifier.ALL, range, inner.lower(arguments.get(1)));
      case "_+_" -> new LoweredNode.Collect(range, Optional.empty(), inner.lower(appended(step)));
      case "_?_:_" -> conditional(fold, range, inner);
      default -> throw new Unsupported("a comprehension");
    };
  }

  private LoweredNode.Range range(CelExpr.CelComprehension fold) throws Unsupported {
    CelType type = outer.type(fold.iterRange());
    boolean map = CallLowering.isMap(type);
    if (type.kind() != CelKind.LIST && !map) {
      throw new Unsupported("a macro over " + type.name());
    }
    boolean two = !fold.iterVar2().isEmpty();
    LoweredNode container = outer.lower(fold.iterRange());
    StackKind key = map ? StackKind.STRING : StackKind.INT;
    StackKind value =
        StackKind.of(map ? ((MapType) type).valueType() : ((ListType) type).elemType());
    Optional<LocalVariable> first =
        two ? Optional.of(new LocalVariable(fold.iterVar(), key, false)) : Optional.empty();
    LocalVariable last =
        new LocalVariable(two ? fold.iterVar2() : fold.iterVar(), map && !two ? key : value, false);
    outer.policy().elementPath(last, map ? "" : outer.policy().path(container));
    return new LoweredNode.Range(container, map, first, last);
  }

  private LoweredNode binding(CelExpr.CelComprehension fold) throws Unsupported {
    LoweredNode value = outer.lower(fold.accuInit());
    if (value instanceof LoweredNode.Const) {
      return outer.with(fold.accuVar(), value).lower(fold.result());
    }
    LocalVariable var = new LocalVariable(fold.accuVar(), value.kind(), value.fails());
    outer.policy().elementPath(var, outer.policy().path(value));
    Lowering inner = outer.with(fold.accuVar(), new LoweredNode.Local(var));
    return new LoweredNode.Let(var, value, inner.lower(fold.result()));
  }

  private static LoweredNode conditional(
      CelExpr.CelComprehension fold, LoweredNode.Range range, Lowering inner) throws Unsupported {
    List<CelExpr> arguments = fold.loopStep().call().args();
    LoweredNode predicate = inner.lower(arguments.get(0));
    if (countsFromZero(fold.accuInit())) {
      return new LoweredNode.Quantify(LoweredNode.Quantify.Quantifier.EXISTS_ONE, range, predicate);
    }
    LoweredNode transform = inner.lower(appended(arguments.get(1)));
    return new LoweredNode.Collect(range, Optional.of(predicate), transform);
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
