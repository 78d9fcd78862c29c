package dev.portreeve.engine.type;

import java.util.List;

/**
 * A value that was given and does not fit its type: what stands in its place until somebody reads
 * it.
 *
 * @param problems at least one
 */
public record InvalidValue(List<Problem> problems) {
  public InvalidValue {
    problems = List.copyOf(problems);
  }

  static InvalidValue of(String message) {
    return new InvalidValue(List.of(Problem.of(message)));
  }
}
