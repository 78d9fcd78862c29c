package dev.portreeve.engine.lang;

import com.google.common.collect.ImmutableList;
import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.extensions.CelExtensions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes CEL's optional values for what they stand for, so that nothing after the type check knows
 * of them: {@code resource.?rare.orValue(true)} is {@code has(resource.rare) ? resource.rare :
 * true}.
 *
 * <p>An optional value is a condition, under which there is a value, and the value. What asks for
 * either is written with them; an optional value that is left, since it is compared or kept, is
 * refused.
 */
final class OptionalSyntax {
  private static final String LEFT =
      "an optional value can only be asked `hasValue()`, `value()`, `orValue(other)` or"
          + " `or(optional)`";
  private static final String SELECT = "_?._";
  private static final String INDEX = "_[?_]";
  private static final String CONDITIONAL = "_?_:_";

  private final CelAbstractSyntaxTree ast;
  private final CelSource.Builder source;
  private final Map<String, Maybe> names = new HashMap<>();
  private long lastId;

  private OptionalSyntax(CelAbstractSyntaxTree ast) {
    this.ast = ast;
    this.source = ast.getSource().toBuilder();
    ast.getSource().getPositionsMap().keySet().forEach(id -> lastId = Math.max(lastId, id));
    ast.getTypeMap().keySet().forEach(id -> lastId = Math.max(lastId, id));
  }

  /** An expression, parsed and type-checked, in which there are no optional values any more. */
  static CelAbstractSyntaxTree compile(Cel cel, String text) throws CelValidationException {
    if (!text.contains(".?") && !text.contains("[?")) {
      return cel.compile(text).getAst();
    }
    Cel wider = cel.toCelBuilder().addCompilerLibraries(CelExtensions.optional()).build();
    CelAbstractSyntaxTree checked = wider.compile(text).getAst();
    OptionalSyntax syntax = new OptionalSyntax(checked);
    CelExpr plain = syntax.plain(checked.getExpr());
    return cel.check(CelAbstractSyntaxTree.newParsedAst(plain, syntax.source.build())).getAst();
  }

  /**
   * An optional value.
   *
   * @param condition under which there is one
   * @param value of which is only asked then
   */
  private record Maybe(CelExpr condition, CelExpr value) {}

  /** The same expression without optional values. */
  private CelExpr plain(CelExpr expr) throws CelValidationException {
    if (isOptional(expr)) {
      throw refused(expr);
    }
    return switch (expr.exprKind().getKind()) {
      case CALL -> call(expr);
      case SELECT -> select(expr);
      case LIST -> {
        if (!expr.list().optionalIndices().isEmpty()) {
          throw refused(expr);
        }
        yield CelExpr.ofList(expr.id(), plain(expr.list().elements()), ImmutableList.of());
      }
      case MAP -> {
        ImmutableList.Builder<CelExpr.CelMap.Entry> entries = ImmutableList.builder();
        for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
          if (entry.optionalEntry()) {
            throw refused(expr);
          }
          entries.add(
              CelExpr.ofMapEntry(entry.id(), plain(entry.key()), plain(entry.value()), false));
        }
        yield CelExpr.ofMap(expr.id(), entries.build());
      }
      case COMPREHENSION -> comprehension(expr);
      default -> expr;
    };
  }

  private ImmutableList<CelExpr> plain(List<CelExpr> exprs) throws CelValidationException {
    ImmutableList.Builder<CelExpr> plain = ImmutableList.builder();
    for (CelExpr expr : exprs) {
      plain.add(plain(expr));
    }
    return plain.build();
  }

  private CelExpr comprehension(CelExpr expr) throws CelValidationException {
    CelExpr.CelComprehension fold = expr.comprehension();
    if (Bindings.isBinding(fold) && isOptional(fold.accuInit())) {
      return bound(fold, () -> plain(fold.result()));
    }
    return expr.toBuilder()
        .setComprehension(
            fold.toBuilder()
                .setIterRange(plain(fold.iterRange()))
                .setAccuInit(plain(fold.accuInit()))
                .setLoopCondition(plain(fold.loopCondition()))
                .setLoopStep(plain(fold.loopStep()))
                .setResult(plain(fold.result()))
                .build())
        .build();
  }

  private CelExpr select(CelExpr expr) throws CelValidationException {
    CelExpr.CelSelect select = expr.select();
    if (!isOptional(select.operand())) {
      return CelExpr.ofSelect(
          expr.id(), plain(select.operand()), select.field(), select.testOnly());
    }
    // has() of something that may not be there; all else of it is an optional value itself
    Maybe operand = maybe(select.operand());
    return both(expr, operand.condition(), has(expr, operand.value(), select.field()));
  }

  private CelExpr call(CelExpr expr) throws CelValidationException {
    CelExpr.CelCall call = expr.call();
    if (call.target().isPresent() && isOptional(call.target().get())) {
      Maybe asked = maybe(call.target().get());
      return switch (call.function()) {
        case "hasValue" -> asked.condition();
        case "value" -> asked.value();
        case "orValue" ->
            made(expr, CONDITIONAL, asked.condition(), asked.value(), plain(call.args().get(0)));
        default -> throw refused(expr);
      };
    }
    Optional<CelExpr> target =
        call.target().isPresent() ? Optional.of(plain(call.target().get())) : Optional.empty();
    return CelExpr.ofCall(expr.id(), target, call.function(), plain(call.args()));
  }

  private interface Part<T> {
    T of() throws CelValidationException;
  }

  /** Reads something in which a name stands for an optional value. */
  private <T> T bound(CelExpr.CelComprehension fold, Part<T> inside) throws CelValidationException {
    Maybe value = maybe(fold.accuInit());
    Maybe outer = names.put(fold.accuVar(), value);
    T read = inside.of();
    names.remove(fold.accuVar());
    if (outer != null) {
      names.put(fold.accuVar(), outer);
    }
    return read;
  }

  /** An optional value, taken apart. */
  private Maybe maybe(CelExpr expr) throws CelValidationException {
    return switch (expr.exprKind().getKind()) {
      case SELECT -> field(expr, expr.select().operand(), expr.select().field());
      case IDENT -> named(expr);
      case COMPREHENSION -> folded(expr);
      case CALL -> called(expr);
      default -> throw refused(expr);
    };
  }

  private Maybe named(CelExpr expr) throws CelValidationException {
    Maybe known = names.get(expr.ident().name());
    if (known == null) {
      throw refused(expr);
    }
    return new Maybe(copy(known.condition()), copy(known.value()));
  }

  /** What {@code optMap}, {@code optFlatMap} and {@code cel.bind} become. */
  private Maybe folded(CelExpr expr) throws CelValidationException {
    CelExpr.CelComprehension fold = expr.comprehension();
    if (!Bindings.isBinding(fold)) {
      throw refused(expr);
    }
    if (isOptional(fold.accuInit())) {
      return bound(fold, () -> maybe(fold.result()));
    }
    Maybe inside = maybe(fold.result());
    CelExpr start = plain(fold.accuInit());
    return new Maybe(
        isTruth(inside.condition())
            ? inside.condition()
            : with(expr, copy(start), inside.condition()),
        with(expr, start, inside.value()));
  }

  private CelExpr with(CelExpr expr, CelExpr start, CelExpr result) {
    CelExpr.CelComprehension fold = expr.comprehension();
    return new Copy().fold(id(expr), fold.toBuilder().setAccuInit(start).setResult(result).build());
  }

  private Maybe called(CelExpr expr) throws CelValidationException {
    CelExpr.CelCall call = expr.call();
    return switch (call.function()) {
      case SELECT -> field(expr, call.args().get(0), call.args().get(1).constant().stringValue());
      case INDEX -> element(expr, call.args().get(0), call.args().get(1));
      case "or" -> either(expr, maybe(call.target().orElseThrow()), maybe(call.args().get(0)));
      case "optional.of" -> new Maybe(truth(expr), plain(call.args().get(0)));
      case CONDITIONAL -> chosen(expr, call.args());
      default -> throw refused(expr);
    };
  }

  private Maybe either(CelExpr expr, Maybe first, Maybe second) {
    return new Maybe(
        made(expr, "_||_", first.condition(), second.condition()),
        made(expr, CONDITIONAL, copy(first.condition()), first.value(), second.value()));
  }

  /** One of two optional values; most often one of them is none. */
  private Maybe chosen(CelExpr expr, List<CelExpr> sides) throws CelValidationException {
    CelExpr condition = plain(sides.get(0));
    if (isNone(sides.get(2))) {
      Maybe then = maybe(sides.get(1));
      return new Maybe(both(expr, condition, then.condition()), then.value());
    }
    if (isNone(sides.get(1))) {
      Maybe otherwise = maybe(sides.get(2));
      return new Maybe(
          both(expr, made(expr, "!_", condition), otherwise.condition()), otherwise.value());
    }
    Maybe then = maybe(sides.get(1));
    Maybe otherwise = maybe(sides.get(2));
    return new Maybe(
        made(expr, CONDITIONAL, condition, then.condition(), otherwise.condition()),
        made(expr, CONDITIONAL, copy(condition), then.value(), otherwise.value()));
  }

  private static boolean isNone(CelExpr expr) {
    return expr.exprKind().getKind() == Kind.CALL && expr.call().function().equals("optional.none");
  }

  /** A member of something that may be optional itself. */
  private Maybe field(CelExpr expr, CelExpr operand, String name) throws CelValidationException {
    if (!isOptional(operand)) {
      CelExpr whole = plain(operand);
      return new Maybe(
          has(expr, whole, name), CelExpr.ofSelect(id(expr), copy(whole), name, false));
    }
    Maybe around = maybe(operand);
    return new Maybe(
        both(expr, around.condition(), has(expr, around.value(), name)),
        CelExpr.ofSelect(id(expr), copy(around.value()), name, false));
  }

  private Maybe element(CelExpr expr, CelExpr operand, CelExpr key) throws CelValidationException {
    Maybe around = isOptional(operand) ? maybe(operand) : new Maybe(truth(expr), plain(operand));
    CelExpr at = plain(key);
    CelType type = ast.getTypeOrThrow(operand.id());
    CelType of = type instanceof OptionalType some ? some.parameters().get(0) : type;
    CelExpr there =
        of instanceof ListType
            ? both(
                expr,
                made(expr, "_>=_", copy(at), number(expr)),
                made(expr, "_<_", copy(at), made(expr, "size", copy(around.value()))))
            : made(expr, "@in", copy(at), copy(around.value()));
    return new Maybe(both(expr, around.condition(), there), made(expr, "_[_]", around.value(), at));
  }

  private CelExpr has(CelExpr at, CelExpr operand, String field) {
    return CelExpr.ofSelect(id(at), copy(operand), field, true);
  }

  private CelExpr both(CelExpr at, CelExpr left, CelExpr right) {
    return isTruth(left) ? right : isTruth(right) ? left : made(at, "_&&_", left, right);
  }

  private CelExpr made(CelExpr at, String function, CelExpr... arguments) {
    return CelExpr.ofCall(id(at), Optional.empty(), function, ImmutableList.copyOf(arguments));
  }

  private CelExpr truth(CelExpr at) {
    return CelExpr.ofConstant(id(at), CelConstant.ofValue(true));
  }

  private CelExpr number(CelExpr at) {
    return CelExpr.ofConstant(id(at), CelConstant.ofValue(0L));
  }

  private static boolean isTruth(CelExpr expr) {
    return expr.exprKind().getKind() == Kind.CONSTANT
        && expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
        && expr.constant().booleanValue();
  }

  private boolean isOptional(CelExpr expr) {
    return ast.getType(expr.id()).filter(OptionalType.class::isInstance).isPresent();
  }

  /** A number for a part that stands where another one does. */
  private long id(CelExpr at) {
    lastId++;
    Integer position = ast.getSource().getPositionsMap().get(at.id());
    if (position != null) {
      source.addPositions(lastId, position);
    }
    return lastId;
  }

  /** The same expression with numbers of its own. */
  private CelExpr copy(CelExpr expr) {
    Copy copy = new Copy();
    return copy.of(expr);
  }

  /** Copies an expression. */
  private final class Copy {
    CelExpr of(CelExpr expr) {
      long id = id(expr);
      return switch (expr.exprKind().getKind()) {
        case CALL ->
            CelExpr.ofCall(
                id,
                expr.call().target().map(this::of),
                expr.call().function(),
                all(expr.call().args()));
        case SELECT ->
            CelExpr.ofSelect(
                id, of(expr.select().operand()), expr.select().field(), expr.select().testOnly());
        case LIST -> CelExpr.ofList(id, all(expr.list().elements()), ImmutableList.of());
        case MAP ->
            CelExpr.ofMap(
                id,
                expr.map().entries().stream()
                    .map(e -> CelExpr.ofMapEntry(id(expr), of(e.key()), of(e.value()), false))
                    .collect(ImmutableList.toImmutableList()));
        case COMPREHENSION -> fold(id, expr.comprehension());
        default -> expr.toBuilder().setId(id).build();
      };
    }

    private ImmutableList<CelExpr> all(List<CelExpr> exprs) {
      return exprs.stream().map(this::of).collect(ImmutableList.toImmutableList());
    }

    private CelExpr fold(long id, CelExpr.CelComprehension fold) {
      return CelExpr.ofComprehension(
          id,
          fold.iterVar(),
          fold.iterVar2(),
          of(fold.iterRange()),
          fold.accuVar(),
          of(fold.accuInit()),
          of(fold.loopCondition()),
          of(fold.loopStep()),
          of(fold.result()));
    }
  }

  private CelValidationException refused(CelExpr expr) {
    int offset = ast.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
    CelSourceLocation at =
        ast.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
    return new CelValidationException(
        ast.getSource(), List.of(CelIssue.formatError(expr.id(), at, LEFT)));
  }
}
