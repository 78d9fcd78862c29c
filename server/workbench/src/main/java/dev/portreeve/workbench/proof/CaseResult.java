package dev.portreeve.workbench.proof;

import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.Expectation;
import dev.portreeve.engine.explain.Step;
import java.util.List;
import java.util.Optional;

/**
 * What came of one case.
 *
 * @param of the case
 * @param differences of the answer from what is wanted; empty when it passes
 * @param decidedBy of a case that fails, the match that gave the answer; empty when none was
 *     reached
 */
public record CaseResult(
    Case of, List<Expectation.Difference> differences, Optional<Step> decidedBy) {
  public CaseResult {
    differences = List.copyOf(differences);
  }

  /** Whether the answer is as wanted. */
  public boolean passed() {
    return differences.isEmpty();
  }
}
