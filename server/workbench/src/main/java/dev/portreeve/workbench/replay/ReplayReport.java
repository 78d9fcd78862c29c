package dev.portreeve.workbench.replay;

import dev.portreeve.workbench.difference.Direction;
import java.util.List;
import java.util.Map;

/**
 * What comes of recorded decisions.
 *
 * @param records how many lines there are
 * @param decided how many decisions were made again, by action
 * @param changes those that would be others, by action, those that loosen first
 * @param skipped which records were not decided again, and why
 * @param sameVersion how many of those decided were recorded under the very version that decides
 *     now
 * @param otherTeams of how many the team's file is another one now
 * @param undeclared the facts that records have and the schema does not know, each with how many
 * @param permitRates the actions of which only a part of the permits was recorded, each with it
 */
public record ReplayReport(
    int records,
    Map<String, Integer> decided,
    List<ReplayChange> changes,
    List<Skipped> skipped,
    int sameVersion,
    int otherTeams,
    Map<String, Integer> undeclared,
    Map<String, Double> permitRates) {
  public ReplayReport {
    changes = List.copyOf(changes);
    skipped = List.copyOf(skipped);
  }

  /**
   * Records that are not decided again for one reason.
   *
   * @param detail the fact, team or part of the record
   * @param count how many there are
   * @param first where the first stands
   */
  public record Skipped(Obstacle obstacle, String detail, int count, String first) {}

  /** How many decisions were made again. */
  public int total() {
    return decided.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many would change in a direction. */
  public int count(Direction direction) {
    return changes.stream()
        .filter(change -> change.direction() == direction)
        .mapToInt(ReplayChange::count)
        .sum();
  }
}
