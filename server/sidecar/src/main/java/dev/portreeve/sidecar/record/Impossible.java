package dev.portreeve.sidecar.record;

import dev.portreeve.engine.facts.FactProblem;
import java.util.Optional;

/** Says that something cannot be fulfilled, so that nothing of its decision is. */
class Impossible extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<FactProblem> fact;

  Impossible(String problem) {
    this(problem, Optional.empty());
  }

  Impossible(String problem, Optional<FactProblem> fact) {
    super(problem);
    this.fact = fact;
  }

  /** The fact without which it cannot; empty when something else stands in the way. */
  Optional<FactProblem> fact() {
    return fact;
  }
}
