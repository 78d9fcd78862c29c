package dev.portreeve.engine.lang;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.values.ErrorValue;
import dev.cel.runtime.CelFunctionBinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts right what cel-java's runtime does otherwise than CEL's specification says.
 *
 * <p>Its {@code &&}, {@code ||} and macros hand an error on as if it were a value, so that {@code
 * (a || b) == c} may be false where it must be an error, and {@code !(a || b)} forgets which error
 * it was. A repaired expression raises such an error where it would be taken for a value. It also
 * refuses durations that are negative with a fraction, puts texts in the order of their UTF-16
 * units rather than their code points, converts texts by Java's parsers, which take more than CEL's
 * grammar, and takes what is no number for equal to itself where both are one object.
 */
public final class CelSpecFixups {
  private static final String RAISE = "portreeve_raise";
  private static final String OURS = "portreeve_";
  private static final Map<String, String> REPLACED =
      new HashMap<>(
          Map.ofEntries(
              Map.entry("equals", "portreeve_equals"),
              Map.entry("not_equals", "portreeve_not_equals"),
              Map.entry("in_list", "portreeve_in_list"),
              Map.entry("add_duration_duration", "portreeve_add_durations"),
              Map.entry("subtract_duration_duration", "portreeve_subtract_durations"),
              Map.entry("less_string", "portreeve_less_text"),
              Map.entry("less_equals_string", "portreeve_less_equals_text"),
              Map.entry("greater_string", "portreeve_greater_text"),
              Map.entry("greater_equals_string", "portreeve_greater_equals_text"),
              Map.entry("string_to_int64", "portreeve_text_to_int"),
              Map.entry("string_to_uint64", "portreeve_text_to_uint"),
              Map.entry("string_to_double", "portreeve_text_to_double"),
              Map.entry("string_to_timestamp", "portreeve_text_to_timestamp"),
              Map.entry("string_to_duration", "portreeve_text_to_duration")));

  static {
    LibraryFunctions.limited().forEach(overload -> REPLACED.put(overload, OURS + overload));
  }

  private final Map<Long, CelReference> references = new HashMap<>();
  private long lastId;

  private CelSpecFixups(CelAbstractSyntaxTree ast) {
    ast.getReferenceMap().forEach((id, reference) -> references.put(id, replaced(reference)));
    ast.getTypeMap().keySet().forEach(id -> lastId = Math.max(lastId, id));
  }

  /** The expression as it must be planned. */
  public static CelAbstractSyntaxTree repaired(CelAbstractSyntaxTree ast) {
    CelSpecFixups repairs = new CelSpecFixups(ast);
    CelExpr expr = repairs.operand(ast.getExpr());
    return CelAbstractSyntaxTree.newCheckedAst(
        expr, ast.getSource(), repairs.references, ast.getTypeMap());
  }

  /** The functions that repaired expressions call; policies cannot name them. */
  static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> bindings = new ArrayList<>(limited());
    bindings.addAll(repairing());
    return bindings;
  }

  /** The library functions that are held to a limit. */
  @SuppressWarnings("Immutable") // their bodies keep nothing
  private static List<CelFunctionBinding> limited() {
    List<CelFunctionBinding> bindings = new ArrayList<>();
    for (CelOverloadDecl overload : CelLibrary.overloads()) {
      if (REPLACED.containsKey(overload.overloadId())) {
        Builtin.Body body = LibraryFunctions.body(overload.overloadId()).orElseThrow();
        List<Class<?>> classes =
            overload.parameterTypes().stream().<Class<?>>map(RuntimeClasses::of).toList();
        bindings.add(CelFunctionBinding.from(OURS + overload.overloadId(), classes, body::apply));
      }
    }
    return bindings;
  }

  private static List<CelFunctionBinding> repairing() {
    return List.of(
        CelFunctionBinding.from(RAISE, Object.class, CelSpecFixups::raise),
        CelFunctionBinding.from(
            "portreeve_equals", Object.class, Object.class, SpecEquality::equal),
        CelFunctionBinding.from(
            "portreeve_not_equals",
            Object.class,
            Object.class,
            (left, right) -> !SpecEquality.equal(left, right)),
        CelFunctionBinding.from("portreeve_in_list", Object.class, List.class, SpecEquality::in),
        conversion("portreeve_text_to_int", TextConversion::toInt),
        conversion("portreeve_text_to_uint", CelSpecFixups::unsigned),
        conversion("portreeve_text_to_double", TextConversion::toDouble),
        conversion("portreeve_text_to_timestamp", TextConversion::toTimestamp),
        conversion("portreeve_text_to_duration", TextConversion::toDuration),
        CelFunctionBinding.from(
            "portreeve_add_durations",
            Duration.class,
            Duration.class,
            (left, right) -> made(TimeArithmetic.sum(left, right))),
        CelFunctionBinding.from(
            "portreeve_subtract_durations",
            Duration.class,
            Duration.class,
            (left, right) -> made(TimeArithmetic.difference(left, right))),
        CelFunctionBinding.from(
            "portreeve_less_text", String.class, String.class, (a, b) -> compare(a, b) < 0),
        CelFunctionBinding.from(
            "portreeve_less_equals_text", String.class, String.class, (a, b) -> compare(a, b) <= 0),
        CelFunctionBinding.from(
            "portreeve_greater_text", String.class, String.class, (a, b) -> compare(a, b) > 0),
        CelFunctionBinding.from(
            "portreeve_greater_equals_text",
            String.class,
            String.class,
            (a, b) -> compare(a, b) >= 0));
  }

  private interface Conversion {
    @Nullable Object apply(String text);
  }

  @SuppressWarnings("Immutable") // the conversions are functions without state
  private static CelFunctionBinding conversion(String overload, Conversion conversion) {
    return CelFunctionBinding.from(
        overload,
        String.class,
        text -> {
          Object value = conversion.apply(text);
          if (value == null) {
            throw new IllegalArgumentException("a text that is no such value");
          }
          return value;
        });
  }

  private static @Nullable Object unsigned(String text) {
    Long bits = TextConversion.toUint(text);
    return bits == null ? null : UnsignedLong.fromLongBits(bits);
  }

  /** Compares texts by their code points. */
  public static int compare(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean beyond = Character.isSurrogate(a);
        return beyond == Character.isSurrogate(b) ? a - b : beyond ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }

  private static Object raise(Object value) {
    if (value instanceof ErrorValue error) {
      throw error.value() instanceof CelRuntimeException known ? known : new Raised(error.value());
    }
    return value;
  }

  private static Object made(@Nullable Object value) {
    if (value == null) {
      throw new ArithmeticException("a duration out of range");
    }
    return value;
  }

  private static final class Raised extends CelRuntimeException {
    private static final long serialVersionUID = 1;

    Raised(Exception cause) {
      super(cause, CelErrorCode.INTERNAL_ERROR);
    }
  }

  private static CelReference replaced(CelReference reference) {
    if (reference.overloadIds().size() != 1) {
      return reference;
    }
    String overload = REPLACED.get(reference.overloadIds().get(0));
    return overload == null
        ? reference
        : CelReference.newBuilder().setName(reference.name()).addOverloadIds(overload).build();
  }

  /** An expression whose error may be a value: it goes to an operator that knows how to take it. */
  private CelExpr operand(CelExpr expr) {
    return switch (expr.exprKind().getKind()) {
      case CALL -> call(expr.id(), expr.call());
      case COMPREHENSION -> comprehension(expr);
      case SELECT -> {
        CelExpr.CelSelect select = expr.select();
        yield CelExpr.ofSelect(
            expr.id(), value(select.operand()), select.field(), select.testOnly());
      }
      case LIST ->
          CelExpr.ofList(expr.id(), values(expr.list().elements()), expr.list().optionalIndices());
      case MAP -> {
        ImmutableList.Builder<CelExpr.CelMap.Entry> entries = ImmutableList.builder();
        for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
          entries.add(
              entry.toBuilder().setKey(value(entry.key())).setValue(value(entry.value())).build());
        }
        yield CelExpr.ofMap(expr.id(), entries.build());
      }
      default -> expr;
    };
  }

  private CelExpr call(long id, CelExpr.CelCall call) {
    ImmutableList<CelExpr> arguments =
        isLogic(call)
            ? call.args().stream().map(this::operand).collect(ImmutableList.toImmutableList())
            : values(call.args());
    return CelExpr.ofCall(id, call.target().map(this::value), call.function(), arguments);
  }

  private CelExpr comprehension(CelExpr expr) {
    CelExpr.CelComprehension fold = expr.comprehension();
    // the accumulator of `exists` and `all` holds an error on purpose; the rest is the macro's own
    CelExpr step = isLogic(fold.loopStep()) ? operand(fold.loopStep()) : value(fold.loopStep());
    return expr.toBuilder()
        .setComprehension(
            fold.toBuilder()
                .setIterRange(value(fold.iterRange()))
                .setAccuInit(value(fold.accuInit()))
                .setLoopStep(step)
                .setResult(operand(fold.result()))
                .build())
        .build();
  }

  private ImmutableList<CelExpr> values(List<CelExpr> exprs) {
    return exprs.stream().map(this::value).collect(ImmutableList.toImmutableList());
  }

  /** An expression of which only a value may be seen. */
  private CelExpr value(CelExpr expr) {
    CelExpr repaired = operand(expr);
    boolean mayBeError =
        isLogic(expr) || expr.exprKind().getKind() == CelExpr.ExprKind.Kind.COMPREHENSION;
    if (!mayBeError) {
      return repaired;
    }
    long id = ++lastId;
    references.put(id, CelReference.newBuilder().addOverloadIds(RAISE).build());
    return CelExpr.ofCall(id, Optional.empty(), RAISE, ImmutableList.of(repaired));
  }

  private static boolean isLogic(CelExpr expr) {
    return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL && isLogic(expr.call());
  }

  private static boolean isLogic(CelExpr.CelCall call) {
    return call.function().equals("_&&_") || call.function().equals("_||_");
  }
}
