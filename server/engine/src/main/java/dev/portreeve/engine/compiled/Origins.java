package dev.portreeve.engine.compiled;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.describe.ExpressionPlace;
import dev.portreeve.engine.describe.SourceSlice;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.IdentityHashMap;
import java.util.Optional;

/** Where the parts of a policy come from that is lowered to be told as a condition. */
final class Origins {
  private final IdentityHashMap<LoweredNode, Part> parts = new IdentityHashMap<>();
  private final IdentityHashMap<CelSource, ExpressionPlace> files = new IdentityHashMap<>();
  private final IdentityHashMap<LoweredRule.Match, RuleTree.Match> matches =
      new IdentityHashMap<>();

  private record Part(CelAbstractSyntaxTree ast, CelExpr expr) {}

  /**
   * Where an expression stands.
   *
   * @param place as {@code file:line:column}
   * @param text as its author wrote it
   */
  record Origin(String place, String text) {}

  void note(LoweredNode node, CelAbstractSyntaxTree ast, CelExpr expr) {
    parts.putIfAbsent(node, new Part(ast, expr));
  }

  void note(LoweredRule.Match match, RuleTree.Match source) {
    matches.put(match, source);
  }

  /** Notes where the expressions of a rule stand. */
  void file(RuleTree rule, SourceFile file) {
    rule.variables().forEach(v -> place(v.ast(), new ExpressionPlace(file)));
    for (RuleTree.Match match : rule.matches()) {
      ExpressionPlace at = new ExpressionPlace(file, match.position());
      match.condition().ifPresent(ast -> place(ast, at));
      if (match.result() instanceof RuleTree.Result.Output output) {
        place(output.ast(), at);
      } else if (match.result() instanceof RuleTree.Result.Nested nested) {
        file(nested.rule(), file);
      }
    }
  }

  void place(CelAbstractSyntaxTree ast, ExpressionPlace at) {
    files.put(ast.getSource(), at);
  }

  boolean knows(LoweredNode node) {
    return parts.containsKey(node);
  }

  Optional<Origin> of(LoweredNode node) {
    Part part = parts.get(node);
    if (part == null) {
      return Optional.empty();
    }
    ExpressionPlace at = files.get(part.ast().getSource());
    String place = at == null ? "" : at.of(part.ast(), part.expr());
    return Optional.of(new Origin(place, SourceSlice.of(part.expr(), part.ast())));
  }

  Optional<RuleTree.Match> source(LoweredRule.Match match) {
    return Optional.ofNullable(matches.get(match));
  }
}
