package dev.portreeve.engine.typecheck;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.NullValue;
import java.util.List;
import java.util.Optional;

/** Writes and reads the trees of CEL expressions. */
final class ExpressionCodec {
  private ExpressionCodec() {}

  static void write(CelExpr expr, CodecOutput out) {
    CelExpr.ExprKind.Kind kind = expr.exprKind().getKind();
    out.text(kind.name());
    out.number(expr.id());
    switch (kind) {
      case NOT_SET -> {}
      case CONSTANT -> write(expr.constant(), out);
      case IDENT -> out.text(expr.ident().name());
      case SELECT -> {
        write(expr.select().operand(), out);
        out.text(expr.select().field());
        out.flag(expr.select().testOnly());
      }
      case CALL -> {
        out.all(expr.call().target().stream().toList(), target -> write(target, out));
        out.text(expr.call().function());
        out.all(expr.call().args(), argument -> write(argument, out));
      }
      case LIST -> {
        out.all(expr.list().elements(), element -> write(element, out));
        out.all(expr.list().optionalIndices(), index -> out.number(index));
      }
      case MAP -> out.all(expr.map().entries(), entry -> write(entry, out));
      case COMPREHENSION -> write(expr.comprehension(), out);
      case STRUCT -> throw new NotSerializable("the making of a structure");
    }
  }

  private static void write(CelExpr.CelMap.Entry entry, CodecOutput out) {
    out.number(entry.id());
    write(entry.key(), out);
    write(entry.value(), out);
    out.flag(entry.optionalEntry());
  }

  private static void write(CelExpr.CelComprehension fold, CodecOutput out) {
    out.text(fold.iterVar());
    out.text(fold.iterVar2());
    write(fold.iterRange(), out);
    out.text(fold.accuVar());
    write(fold.accuInit(), out);
    write(fold.loopCondition(), out);
    write(fold.loopStep(), out);
    write(fold.result(), out);
  }

  static void write(CelConstant constant, CodecOutput out) {
    out.text(constant.getKind().name());
    switch (constant.getKind()) {
      case NULL_VALUE -> {}
      case BOOLEAN_VALUE -> out.flag(constant.booleanValue());
      case INT64_VALUE -> out.number(constant.int64Value());
      case DOUBLE_VALUE -> out.number(Double.doubleToRawLongBits(constant.doubleValue()));
      case STRING_VALUE -> out.text(constant.stringValue());
      default -> throw new NotSerializable("a constant of the kind " + constant.getKind());
    }
  }

  static CelExpr read(CodecInput in) {
    CelExpr.ExprKind.Kind kind = CelExpr.ExprKind.Kind.valueOf(in.text());
    long id = in.number();
    return switch (kind) {
      case NOT_SET -> CelExpr.ofNotSet(id);
      case CONSTANT -> CelExpr.ofConstant(id, constant(in));
      case IDENT -> CelExpr.ofIdent(id, in.text());
      case SELECT -> CelExpr.ofSelect(id, read(in), in.text(), in.flag());
      case CALL -> {
        Optional<CelExpr> target = in.all(() -> read(in)).stream().findFirst();
        yield CelExpr.ofCall(id, target, in.text(), expressions(in));
      }
      case LIST -> {
        ImmutableList<CelExpr> elements = expressions(in);
        List<Integer> optional = in.all(in::size);
        yield CelExpr.ofList(id, elements, ImmutableList.copyOf(optional));
      }
      case MAP -> CelExpr.ofMap(id, ImmutableList.copyOf(in.all(() -> entry(in))));
      case COMPREHENSION -> comprehension(id, in);
      case STRUCT -> throw new NotSerializable("the making of a structure");
    };
  }

  private static ImmutableList<CelExpr> expressions(CodecInput in) {
    return ImmutableList.copyOf(in.all(() -> read(in)));
  }

  private static CelExpr.CelMap.Entry entry(CodecInput in) {
    return CelExpr.ofMapEntry(in.number(), read(in), read(in), in.flag());
  }

  private static CelExpr comprehension(long id, CodecInput in) {
    return CelExpr.ofComprehension(
        id, in.text(), in.text(), read(in), in.text(), read(in), read(in), read(in), read(in));
  }

  static CelConstant constant(CodecInput in) {
    CelConstant.Kind kind = CelConstant.Kind.valueOf(in.text());
    return switch (kind) {
      case NULL_VALUE -> CelConstant.ofValue(NullValue.NULL_VALUE);
      case BOOLEAN_VALUE -> CelConstant.ofValue(in.flag());
      case INT64_VALUE -> CelConstant.ofValue(in.number());
      case DOUBLE_VALUE -> CelConstant.ofValue(Double.longBitsToDouble(in.number()));
      case STRING_VALUE -> CelConstant.ofValue(in.text());
      default -> throw new NotSerializable("a constant of the kind " + kind);
    };
  }
}
