package dev.portreeve.engine.analysis;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.lang.RuleTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds conditions that cannot be meant: the same side twice, a side beside its negation, a value
 * compared with itself, and a match that an earlier one leaves nothing for.
 */
final class Contradictions {
  private final Findings findings;

  Contradictions(Findings findings) {
    this.findings = findings;
  }

  /** Looks at an expression with all its parts. */
  void look(CelAbstractSyntaxTree ast) {
    look(ast, ast.getExpr(), "");
  }

  private void look(CelAbstractSyntaxTree ast, CelExpr expr, String inside) {
    String function = Parts.function(expr);
    boolean logic = function.equals(Parts.AND) || function.equals(Parts.OR);
    if (logic && !function.equals(inside)) {
      sides(ast, Parts.sides(expr, function), function);
    }
    boolean equality = function.equals(Parts.EQUAL) || function.equals(Parts.UNEQUAL);
    if (equality) {
      self(ast, expr);
    }
    Parts.of(expr).forEach(part -> look(ast, part, logic ? function : ""));
  }

  private void self(CelAbstractSyntaxTree ast, CelExpr expr) {
    List<CelExpr> sides = expr.call().args();
    boolean number =
        ast.getTypeOrThrow(sides.get(0).id()).equals(dev.cel.common.types.SimpleType.DOUBLE);
    if (!number
        && Fingerprint.reads(sides.get(0))
        && Fingerprint.of(sides.get(0)).equals(Fingerprint.of(sides.get(1)))) {
      findings.add(new Site(ast, expr.id()), "a value is compared with itself", "");
    }
  }

  private void sides(CelAbstractSyntaxTree ast, List<CelExpr> sides, String function) {
    boolean and = function.equals(Parts.AND);
    String sign = and ? "&&" : "||";
    Set<String> seen = new HashSet<>();
    Map<String, String> equals = new HashMap<>();
    for (CelExpr side : sides) {
      if (!Fingerprint.reads(side)) {
        continue;
      }
      String said = Parts.positive(side);
      boolean negated = Parts.isNegated(side);
      if (!seen.add((negated ? "!" : "") + said)) {
        findings.add(
            Parts.begin(ast, side), "this side of `" + sign + "` is there twice", "leave one out");
        return; // what is generated may have thousands of them
      } else if (seen.contains((negated ? "" : "!") + said)) {
        findings.add(
            Parts.begin(ast, side),
            "this side of `" + sign + "` is the negation of another",
            "so the whole is always " + (and ? "false" : "true"));
      }
      Optional<Map.Entry<String, String>> literal = Parts.equalLiteral(side);
      if (literal.isPresent() && (and ? !negated : negated)) {
        String other = equals.putIfAbsent(literal.get().getKey(), literal.get().getValue());
        if (other != null && !other.equals(literal.get().getValue())) {
          findings.add(
              Parts.begin(ast, side),
              "another side of `" + sign + "` compares the same value with another literal",
              and
                  ? "it cannot be both; use `||` or `in`"
                  : "it is always one of them not; use `&&`");
        }
      }
    }
  }

  /**
   * Finds matches of a rule that are never reached, since an earlier one holds whenever they do.
   */
  void look(RuleTree tree) {
    Map<Set<String>, Integer> deciding = new LinkedHashMap<>();
    for (RuleTree.Match match : tree.matches()) {
      if (match.condition().isEmpty()) {
        continue;
      }
      CelAbstractSyntaxTree ast = match.condition().get();
      List<String> sides = new ArrayList<>();
      for (CelExpr side : Parts.sides(ast.getExpr(), Parts.AND)) {
        sides.add((Parts.isNegated(side) ? "!" : "") + Parts.positive(side));
      }
      Set<String> own = new HashSet<>(sides);
      for (Map.Entry<Set<String>, Integer> earlier : deciding.entrySet()) {
        if (own.containsAll(earlier.getKey())) {
          findings.add(
              ast,
              "this match is never reached: the condition of the one in line "
                  + earlier.getValue()
                  + " holds whenever this one does",
              "put it before that one, or leave it out");
          break;
        }
      }
      deciding.putIfAbsent(own, match.position().line());
    }
  }
}
