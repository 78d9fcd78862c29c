package dev.portreeve.policy.type;

import java.util.List;

/**
 * A value that was given and does not fit its type: what stands in its place until somebody reads
 * it.
 *
 * @param problems at least one
 */
public record Invalid(List<Problem> problems) {
  public Invalid {
    problems = List.copyOf(problems);
  }

  static Invalid of(String message) {
    return new Invalid(List.of(Problem.of(message)));
  }
}
