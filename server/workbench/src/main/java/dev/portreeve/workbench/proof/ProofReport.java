package dev.portreeve.workbench.proof;

import dev.portreeve.engine.yaml.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param results of the cases, in their order
 * @param open what the cases leave open; empty when nobody looked
 * @param seconds that the cases took
 */
public record ProofReport(
    List<CaseResult> results, Optional<List<Diagnostic>> open, double seconds) {
  public ProofReport {
    results = List.copyOf(results);
  }

  /** The cases that did not pass. */
  public List<CaseResult> failures() {
    return results.stream().filter(result -> !result.passed()).toList();
  }

  /** Whether all cases pass and leave nothing open. */
  public boolean good() {
    return failures().isEmpty() && open.map(List::isEmpty).orElse(true);
  }
}
