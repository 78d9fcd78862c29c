package dev.portreeve.engine.oracle;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.portreeve.engine.facts.FactProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries a {@link FactProblem} through cel-java's runtime. */
final class FactError extends CelRuntimeException {
  private static final long serialVersionUID = 1;

  private final transient FactProblem problem;

  FactError(FactProblem problem) {
    super(new IllegalStateException(problem.path()), CelErrorCode.ATTRIBUTE_NOT_FOUND);
    this.problem = problem;
  }

  /** The problem that made an evaluation fail, or empty when it failed for another reason. */
  static Optional<FactProblem> in(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof FactError error) {
        return Optional.of(error.problem);
      }
    }
    return Optional.empty();
  }
}
