package dev.portreeve.workbench.space;

import dev.portreeve.engine.decision.Decision;
import java.util.List;

/**
 * Checks that no version of a policy tells apart.
 *
 * @param point what they have in common; nothing else matters
 * @param answers what each version decides
 */
public record Leaf(Point point, List<Answer> answers) {
  public Leaf {
    answers = List.copyOf(answers);
  }

  /**
   * What one version decides.
   *
   * @param decision its decision
   * @param place of the match that gave it, {@code actions/collection.export.yaml:12}, or empty
   * @param cites the requirements that the match carries
   */
  public record Answer(Decision decision, String place, List<String> cites) {
    public Answer {
      cites = List.copyOf(cites);
    }
  }
}
