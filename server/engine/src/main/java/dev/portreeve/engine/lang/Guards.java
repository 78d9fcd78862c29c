package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.schema.ActionSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The guards of a policy set: one policy document that is decided before every action's own policy,
 * and may leave the decision to it. Immutable.
 *
 * @param document {@code guards.yaml}, type-checked, or empty when the set has none; its matches
 *     carry the first ids, those of an action's own policy follow
 */
public record Guards(Optional<Policy> document) {
  /** The name that the document bears. */
  public static final String NAME = "guards";

  private static final RuleTree NOTHING = new RuleTree(List.of(), List.of());

  /** A set without guards. */
  public static Guards none() {
    return new Guards(Optional.empty());
  }

  /** The rule of all actions, without matches when there are no guards. */
  public RuleTree tree() {
    return document.map(Policy::tree).orElse(NOTHING);
  }

  /** Every match, nested ones included, in the order of their ids. */
  public List<RuleTree.Match> matches() {
    return document.map(Policy::matches).orElse(List.of());
  }

  /**
   * What of the guards concerns one action: the name of the action and a resource type that it
   * leaves no choice of are folded, matches that leave it alone or whose condition folds to false
   * are gone. So a match may read facts that only some actions have, if it names these.
   */
  public RuleTree of(ActionSpec action) {
    return of(tree(), action);
  }

  /** A rule with all that concerns one action, and nothing else. */
  static RuleTree of(RuleTree tree, ActionSpec action) {
    List<RuleTree.Match> matches = new ArrayList<>();
    for (RuleTree.Match match : tree.matches()) {
      if (!match.except().contains(action.name())) {
        of(match, action).ifPresent(matches::add);
      }
    }
    return new RuleTree(tree.variables(), matches);
  }

  private static Optional<RuleTree.Match> of(RuleTree.Match match, ActionSpec action) {
    ActionFolding folding = new ActionFolding(action);
    Optional<CelAbstractSyntaxTree> condition = match.condition().map(folding::fold);
    Optional<Boolean> known = condition.flatMap(ActionFolding::truth);
    if (known.isPresent()) {
      if (!known.get()) {
        return Optional.empty();
      }
      condition = Optional.empty();
    }
    RuleTree.Result result = match.result();
    if (result instanceof RuleTree.Result.Nested nested) {
      RuleTree rule = of(nested.rule(), action);
      if (rule.matches().isEmpty()) {
        return Optional.empty();
      }
      result = new RuleTree.Result.Nested(rule);
    } else if (result instanceof RuleTree.Result.Output output) {
      result = new RuleTree.Result.Output(folding.fold(output.ast()));
    }
    return Optional.of(
        new RuleTree.Match(
            match.id(), match.position(), match.cites(), match.except(), condition, result));
  }

  /**
   * The matches of a rule that concern none of the actions.
   *
   * @param matches of the rule, nested ones included
   */
  static List<RuleTree.Match> unreached(
      RuleTree rule, List<RuleTree.Match> matches, Collection<ActionSpec> actions) {
    List<RuleTree.Match> concerned = new ArrayList<>();
    actions.forEach(action -> of(rule, action).collect(concerned));
    Set<Integer> reached = new HashSet<>();
    concerned.forEach(match -> reached.add(match.id()));
    return matches.stream().filter(match -> !reached.contains(match.id())).toList();
  }
}
