package dev.portreeve.workbench.replay;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.workbench.difference.Direction;
import java.util.List;
import java.util.Set;

/**
 * Recorded decisions of one action that would change alike.
 *
 * @param action what was asked
 * @param direction whom that favours
 * @param was what was decided, of the first of them
 * @param wouldBe what would be decided instead, of the first of them
 * @param count how many there are
 * @param otherTeams of how many of them the team's file is another one now, which may be why
 * @param examples the first of them
 */
public record ReplayChange(
    String action,
    Direction direction,
    Decision was,
    Decision wouldBe,
    int count,
    int otherTeams,
    List<Example> examples) {
  public ReplayChange {
    examples = List.copyOf(examples);
  }

  /**
   * One record.
   *
   * @param place {@code decisions.jsonl:17}
   * @param decisionId of the record
   * @param requestId what the caller called it, or empty
   * @param subject {@code user:eve}
   * @param resource {@code collection:c1}
   * @param before where the match stands that decided, or empty where that is not known
   * @param after where the one stands that would decide, or empty where none does
   * @param cites the requirements that that match carries
   * @param missing what would be needed and the record does not have
   */
  public record Example(
      String place,
      String decisionId,
      String requestId,
      String subject,
      String resource,
      String before,
      String after,
      List<String> cites,
      Set<String> missing) {
    public Example {
      cites = List.copyOf(cites);
      missing = Set.copyOf(missing);
    }
  }
}
