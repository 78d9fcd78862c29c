package dev.portreeve.engine.compiled;

import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.oracle.OracleSet;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates by cel-java's runtime what the compiler does not support, where all of it is known. */
record ForeignExpressions(OracleSet oracle) {

  /** The value, or the problem of reading it. */
  Object value(LoweredNode.Foreign node, OpenFacts facts, Frame frame, @Nullable Team team)
      throws NotExpressible {
    Schema schema = frame.schema();
    FactReads reads = new FactReads(oracle.definitions());
    reads.enter(node.ast());
    Set<String> fields = reads.fields();
    boolean open =
        fields.contains(facts.id().name())
            || schema.facts().stream()
                .anyMatch((Fact fact) -> isRead(fact, fields) && facts.isOpen(fact));
    if (open || !node.closed()) {
      throw new NotExpressible(node.reason());
    }
    OracleSet.Evaluated evaluated = oracle.evaluate(node.ast(), frame, team);
    return evaluated.value().orElse(FactProblem.FAILURE);
  }

  private static boolean isRead(Fact fact, Set<String> fields) {
    return fields.stream()
        .anyMatch(
            field ->
                field.equals(fact.variable())
                    || field.startsWith(fact.variable() + ".")
                    || field.startsWith("change."));
  }
}
