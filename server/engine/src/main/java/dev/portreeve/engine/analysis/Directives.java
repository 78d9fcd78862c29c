package dev.portreeve.engine.analysis;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Problem;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks obligations and advice that are written out against what the schema says of them. */
final class Directives {
  private final Schema schema;
  private final Findings findings;
  private final Comparisons comparisons;

  Directives(Schema schema, Findings findings, Comparisons comparisons) {
    this.schema = schema;
    this.findings = findings;
    this.comparisons = comparisons;
  }

  /**
   * Looks at a call of {@code obligation} or {@code advice}.
   *
   * @param values what the values of a map written out can be, in its order
   */
  void check(
      String function, CelAbstractSyntaxTree ast, List<CelExpr> operands, List<Shape> values) {
    Map<String, StructType> known =
        function.equals("advice") ? schema.advice() : schema.obligations();
    if (known.isEmpty() || !isText(operands.get(0))) {
      return;
    }
    String name = operands.get(0).constant().stringValue();
    StructType type = known.get(name);
    if (type == null) {
      findings.add(
          new Site(ast, operands.get(0).id()),
          "the schema declares no " + function + " `" + name + "`",
          Suggestion.didYouMean(name, known.keySet()));
      return;
    }
    boolean written =
        operands.size() < 2 || operands.get(1).exprKind().getKind() == CelExpr.ExprKind.Kind.MAP;
    if (written) {
      members(ast, operands, type, name, values);
    }
  }

  private void members(
      CelAbstractSyntaxTree ast,
      List<CelExpr> operands,
      StructType type,
      String name,
      List<Shape> values) {
    Set<String> given = new HashSet<>();
    List<CelExpr.CelMap.Entry> entries =
        operands.size() < 2 ? List.of() : operands.get(1).map().entries();
    for (int i = 0; i < entries.size(); i++) {
      CelExpr.CelMap.Entry entry = entries.get(i);
      if (isText(entry.key())) {
        String key = entry.key().constant().stringValue();
        given.add(key);
        member(ast, entry, key, type, name, values.get(i));
      }
    }
    for (Field field : type.fields()) {
      if (field.required() && !given.contains(field.name())) {
        findings.add(
            new Site(ast, operands.get(0).id()),
            "`" + name + "` needs the member `" + field.name() + "`",
            "");
      }
    }
  }

  private void member(
      CelAbstractSyntaxTree ast,
      CelExpr.CelMap.Entry entry,
      String key,
      StructType type,
      String name,
      Shape value) {
    int at = type.indexOf(key);
    if (at < 0) {
      List<String> names = type.fields().stream().map(Field::name).toList();
      findings.add(
          new Site(ast, entry.key().id()),
          "`" + name + "` has no member `" + key + "`",
          Suggestion.didYouMean(key, names));
      return;
    }
    Field field = type.field(at);
    Optional<Object> literal = literal(entry.value());
    if (literal.isPresent() && field.type().accept(literal.get()) instanceof InvalidValue invalid) {
      Problem first = invalid.problems().get(0);
      findings.add(new Site(ast, entry.value().id()), first.message(), first.help());
    } else if (literal.isEmpty()) {
      comparisons.assign(value, Shape.of(field.type(), name + "." + key));
    }
  }

  private static boolean isText(CelExpr expr) {
    return literal(expr).filter(String.class::isInstance).isPresent();
  }

  private static Optional<Object> literal(CelExpr expr) {
    if (!Parts.isConstant(expr)) {
      return Optional.empty();
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> Optional.of(constant.stringValue());
      case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
      case INT64_VALUE -> Optional.of(constant.int64Value());
      case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
      default -> Optional.empty();
    };
  }
}
