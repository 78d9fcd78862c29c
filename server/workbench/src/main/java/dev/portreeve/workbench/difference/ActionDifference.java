package dev.portreeve.workbench.difference;

import java.util.List;
import java.util.Set;

/**
 * What changes for one action.
 *
 * @param action its name
 * @param changes by direction, those that loosen first
 * @param looked how many kinds of checks were compared
 * @param sampled whether these are a sample only
 * @param open the facts of which other values may matter
 * @param teamFact the fact that names the team, or empty
 */
public record ActionDifference(
    String action,
    List<Change> changes,
    int looked,
    boolean sampled,
    Set<String> open,
    String teamFact) {
  public ActionDifference {
    changes = List.copyOf(changes);
    open = Set.copyOf(open);
  }
}
