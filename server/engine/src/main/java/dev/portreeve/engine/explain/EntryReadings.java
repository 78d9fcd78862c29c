package dev.portreeve.engine.explain;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.portreeve.engine.describe.SourceSlice;
import dev.portreeve.engine.lang.DirectoryFunction;
import dev.portreeve.engine.oracle.VariableFields;
import dev.portreeve.engine.type.Structure;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells what one evaluation read of entries of the directory that its expression names. */
final class EntryReadings {
  private final Recording.Evaluation evaluation;

  EntryReadings(Recording.Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** What a part read, if it is a field of an entry and was evaluated. */
  Optional<Reading> of(CelExpr part) {
    if (part.exprKind().getKind() != Kind.SELECT) {
      return Optional.empty();
    }
    CelExpr entry = part.select().operand();
    if (entry.exprKind().getKind() != Kind.CALL) {
      return Optional.empty();
    }
    return DirectoryFunction.of(entry.call().function())
        .flatMap(
            asking ->
                evaluation
                    .value(entry)
                    .flatMap(VariableFields::structure)
                    .map(known -> reading(part, asking, known)));
  }

  private Reading reading(CelExpr part, DirectoryFunction asking, Structure known) {
    String field = part.select().field();
    String name = text(part.select().operand()) + "." + field;
    int index = known.type().indexOf(field);
    if (part.select().testOnly()) {
      return new Reading("has(" + name + ")", known.has(index), Reading.Origin.COMPUTED);
    }
    Object value = known.value(index);
    if (value == null) {
      return new Reading(name, asking.path() + "." + field, Reading.Origin.MISSING);
    }
    return new Reading(
        name,
        PlainValue.of(value),
        known.has(index) ? Reading.Origin.DIRECTORY : Reading.Origin.DEFAULT);
  }

  private String text(CelExpr entry) {
    CelAbstractSyntaxTree ast = evaluation.ast();
    return entry.call().args().stream()
        .map(argument -> SourceSlice.of(argument, ast))
        .collect(Collectors.joining(", ", entry.call().function() + "(", ")"));
  }
}
