package dev.portreeve.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Policy;
import java.util.Set;
import java.util.TreeSet;

/** Finds out which types of obligation the policies of a set can issue. */
final class ObligationTypes {
  private final Set<String> types = new TreeSet<>();

  private ObligationTypes() {}

  static Set<String> of(Snapshot snapshot) {
    ObligationTypes found = new ObligationTypes();
    snapshot.guards().document().map(Policy::tree).ifPresent(t -> t.forEachExpression(found::add));
    snapshot.entries().forEach(entry -> entry.policy().tree().forEachExpression(found::add));
    snapshot.definitions().stream().map(Definition::ast).forEach(found::add);
    return Set.copyOf(found.types);
  }

  private void add(CelAbstractSyntaxTree ast) {
    CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
        .map(node -> node.expr().call().function())
        .forEach(this::add);
  }

  private void add(String function) {
    switch (function) {
      case "obligation" -> types.add(Obligation.CUSTOM);
      case "notification" -> types.add(Obligation.NOTIFICATION);
      default -> {
        // says nothing of obligations
      }
    }
  }
}
