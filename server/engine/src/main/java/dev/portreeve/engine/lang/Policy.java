package dev.portreeve.engine.lang;

import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One CEL Policy document, type-checked: what decides one action, or the guards of a set.
 *
 * @param name the action it decides, or {@link Guards#NAME}
 * @param description for people
 * @param file where it is written
 * @param tree its rule
 * @param matches every match of the tree, nested ones included, by id
 */
public record Policy(
    String name, String description, SourceFile file, RuleTree tree, List<RuleTree.Match> matches) {
  public Policy {
    matches = List.copyOf(matches);
  }

  /**
   * What of the policy of a group concerns one of its actions: its name is folded, matches whose
   * condition folds to false are gone.
   */
  Policy of(ActionSpec action) {
    RuleTree own = Guards.of(tree, action);
    List<RuleTree.Match> left = new ArrayList<>();
    own.collect(left);
    left.sort(Comparator.comparingInt(RuleTree.Match::id));
    return new Policy(action.name(), description, file, own, left);
  }
}
