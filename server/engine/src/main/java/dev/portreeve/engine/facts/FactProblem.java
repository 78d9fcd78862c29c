package dev.portreeve.engine.facts;

import dev.portreeve.engine.type.InvalidValue;

/**
 * Why a policy got no value where it read a fact: an error as a value, which CEL's {@code &&} and
 * {@code ||} may absorb.
 *
 * @param kind whether the fact was not given or did not fit its type
 * @param path the fact as the caller knows it: {@code context.available_seats}
 */
public record FactProblem(Kind kind, String path) {
  /** What is wrong with a fact. */
  public enum Kind {
    MISSING,
    INVALID,
    /** Not a fact but the evaluation failed: a division by zero, an index out of range. */
    FAILED
  }

  /** The problem of an evaluation that failed for another reason than a fact. */
  public static final FactProblem FAILURE = new FactProblem(Kind.FAILED, "");

  public static FactProblem missing(String path) {
    return new FactProblem(Kind.MISSING, path);
  }

  /** The problem with a fact that was given in the wrong form. */
  public static FactProblem invalid(String path, InvalidValue invalid) {
    String inside = invalid.problems().get(0).path();
    if (inside.isEmpty()) {
      return new FactProblem(Kind.INVALID, path);
    }
    return new FactProblem(Kind.INVALID, path + (inside.startsWith("[") ? "" : ".") + inside);
  }
}
