package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.yaml.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The checked form of a policy's rule: variables, then ordered matches of which the first that
 * holds decides. Compiled code, the oracle, coverage and explanation all walk this tree.
 *
 * @param variables each may use the ones before it
 * @param matches in order; at the top of an action's policy they always decide
 */
public record RuleTree(List<Variable> variables, List<Match> matches) {
  public RuleTree {
    variables = List.copyOf(variables);
    matches = List.copyOf(matches);
  }

  /** The variables of this rule and of all that are nested in it, outer ones first. */
  public List<Variable> allVariables() {
    List<Variable> all = new ArrayList<>(variables);
    for (Match match : matches) {
      if (match.result() instanceof Result.Nested nested) {
        all.addAll(nested.rule().allVariables());
      }
    }
    return all;
  }

  /** Adds the matches of this rule and of all that are nested in it. */
  void collect(List<Match> all) {
    for (Match match : matches) {
      all.add(match);
      if (match.result() instanceof Result.Nested nested) {
        nested.rule().collect(all);
      }
    }
  }

  /** Hands over every expression of this rule and of all that are nested in it, in their order. */
  public void forEachExpression(Consumer<CelAbstractSyntaxTree> user) {
    walk(variable -> user.accept(variable.ast()), user);
  }

  /** The same, with the expressions that have a name apart from the others. */
  public void walk(Consumer<Variable> named, Consumer<CelAbstractSyntaxTree> others) {
    variables.forEach(named);
    for (Match match : matches) {
      match.condition().ifPresent(others);
      if (match.result() instanceof Result.Output output) {
        others.accept(output.ast());
      } else if (match.result() instanceof Result.Nested nested) {
        nested.rule().walk(named, others);
      }
    }
  }

  /** Whether some match decides in every case, whatever the action. */
  boolean alwaysDecides() {
    return matches.stream().anyMatch(Match::alwaysDecides);
  }

  /**
   * A named expression, evaluated at most once in a decision, and not before it is used.
   *
   * @param name as policies read it, with its prefix: {@code variables.role}
   * @param ast checked
   */
  public record Variable(String name, CelAbstractSyntaxTree ast) {}

  /**
   * One step of a rule.
   *
   * @param id its number among all that decide its action: those of the guards from 0 in the order
   *     of the file, then those of the action's policy
   * @param position where it stands in its file
   * @param cites the ids of the requirements that it carries
   * @param except the actions that a match of the guards leaves alone; empty in other policies
   * @param condition checked, of type bool; empty when it always holds
   * @param result what follows when the condition holds
   */
  public record Match(
      int id,
      Position position,
      List<String> cites,
      List<String> except,
      Optional<CelAbstractSyntaxTree> condition,
      Result result) {
    public Match {
      cites = List.copyOf(cites);
      except = List.copyOf(except);
    }

    /** Whether nothing below this match in its rule is ever tried. */
    boolean alwaysDecides() {
      return condition.isEmpty()
          && except.isEmpty()
          && (!(result instanceof Result.Nested nested) || nested.rule().alwaysDecides());
    }
  }

  /** What a match leads to. */
  public sealed interface Result {
    /**
     * A decision.
     *
     * @param ast checked, of type decision
     */
    record Output(CelAbstractSyntaxTree ast) implements Result {}

    /**
     * A further rule; when none of its matches holds, the next match of the rule around it is
     * tried, if this one's condition is always true.
     *
     * @param rule the nested rule
     */
    record Nested(RuleTree rule) implements Result {}
  }
}
