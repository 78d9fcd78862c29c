package dev.portreeve.workbench.explanation;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that a policy reads, each with the literals and the other fields that stand in an
 * expression with it: what it may be compared with.
 */
public final class PolicyLiterals {
  private final Map<String, Set<Object>> literals = new LinkedHashMap<>();
  private final Map<String, Set<String>> neighbours = new LinkedHashMap<>();

  public PolicyLiterals(Snapshot snapshot, Policy policy) {
    List<CelAbstractSyntaxTree> all = new ArrayList<>();
    guards(snapshot, policy).forEachExpression(all::add);
    policy.tree().forEachExpression(all::add);
    for (CelAbstractSyntaxTree ast : all) {
      FactReads reads = new FactReads(snapshot.definitions());
      reads.enter(ast);
      Set<Object> values = new LinkedHashSet<>(literals(ast));
      for (Definition definition : snapshot.definitions()) {
        if (reads.definitions().contains(definition.name())) {
          values.addAll(literals(definition.ast()));
        }
      }
      for (String field : reads.fields()) {
        literals.computeIfAbsent(field, name -> new LinkedHashSet<>()).addAll(values);
        neighbours.computeIfAbsent(field, name -> new LinkedHashSet<>()).addAll(reads.fields());
      }
    }
  }

  /** What of the guards concerns the policy's action. */
  private static RuleTree guards(Snapshot snapshot, Policy policy) {
    return snapshot.guards().of(snapshot.schema().action(policy.name()).orElseThrow());
  }

  private static List<Object> literals(CelAbstractSyntaxTree ast) {
    List<Object> values = new ArrayList<>();
    for (CelExpr expr : FactReads.exprs(ast)) {
      if (expr.exprKind().getKind() == Kind.CONSTANT) {
        value(expr.constant()).ifPresent(values::add);
      }
    }
    return values;
  }

  private static Optional<Object> value(CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE -> Optional.of(constant.stringValue());
      case INT64_VALUE -> Optional.of(constant.int64Value());
      case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
      default -> Optional.empty();
    };
  }

  /** The fields that the policy reads, itself or through definitions, in the order met. */
  public Set<String> fields() {
    return literals.keySet();
  }

  /** The strings and numbers that stand in an expression with a field. */
  public Set<Object> literals(String field) {
    return literals.getOrDefault(field, Set.of());
  }

  /** The fields that stand in an expression with a field, itself included. */
  public Set<String> neighbours(String field) {
    return neighbours.getOrDefault(field, Set.of());
  }
}
