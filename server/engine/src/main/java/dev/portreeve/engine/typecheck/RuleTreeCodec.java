package dev.portreeve.engine.typecheck;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import java.util.HashMap;
import java.util.Map;

/** Writes and reads checked expressions with everything that is known of them. */
final class RuleTreeCodec {
  private final TypeCodec types;

  RuleTreeCodec(TypeCodec types) {
    this.types = types;
  }

  void write(CelAbstractSyntaxTree ast, CodecOutput out) {
    CelSource source = ast.getSource();
    out.text(source.getDescription());
    out.text(source.getContent().toString());
    out.all(
        source.getPositionsMap().entrySet(),
        position -> {
          out.number(position.getKey());
          out.number(position.getValue());
        });
    out.all(
        source.getMacroCalls().entrySet(),
        call -> {
          out.number(call.getKey());
          ExpressionCodec.write(call.getValue(), out);
        });
    ExpressionCodec.write(ast.getExpr(), out);
    out.all(
        ast.getReferenceMap().entrySet(),
        reference -> {
          out.number(reference.getKey());
          write(reference.getValue(), out);
        });
    out.all(
        ast.getTypeMap().entrySet(),
        type -> {
          out.number(type.getKey());
          types.write(type.getValue(), out);
        });
  }

  private static void write(CelReference reference, CodecOutput out) {
    out.text(reference.name());
    out.all(reference.overloadIds(), out::text);
    out.all(reference.value().stream().toList(), value -> ExpressionCodec.write(value, out));
  }

  CelAbstractSyntaxTree read(CodecInput in) {
    String description = in.text();
    CelSource.Builder source = CelSource.newBuilder(in.text()).setDescription(description);
    for (int left = in.size(); left > 0; left--) {
      source.addPositions(in.number(), in.size());
    }
    for (int left = in.size(); left > 0; left--) {
      source.addMacroCalls(in.number(), ExpressionCodec.read(in));
    }
    CelExpr expr = ExpressionCodec.read(in);
    Map<Long, CelReference> references = new HashMap<>();
    for (int left = in.size(); left > 0; left--) {
      references.put(in.number(), reference(in));
    }
    Map<Long, CelType> typesById = new HashMap<>();
    for (int left = in.size(); left > 0; left--) {
      typesById.put(in.number(), types.read(in));
    }
    return CelAbstractSyntaxTree.newCheckedAst(expr, source.build(), references, typesById);
  }

  private static CelReference reference(CodecInput in) {
    CelReference.Builder reference =
        CelReference.newBuilder().setName(in.text()).addOverloadIds(in.all(in::text));
    in.all(() -> ExpressionCodec.constant(in)).forEach(reference::setValue);
    return reference.build();
  }
}
