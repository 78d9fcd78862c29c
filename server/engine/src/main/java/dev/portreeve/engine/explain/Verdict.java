package dev.portreeve.engine.explain;

import dev.portreeve.engine.facts.FactProblem;

/**
 * What a condition or a part of one came to.
 *
 * @param kind what it is
 * @param path of the fact that is missing or invalid, else empty
 */
public record Verdict(Kind kind, String path) {
  static final Verdict NOT_EVALUATED = new Verdict(Kind.NOT_EVALUATED, "");

  /** What a condition can come to. */
  public enum Kind {
    TRUE("true"),
    FALSE("false"),
    MISSING("missing_fact"),
    INVALID("invalid_fact"),
    FAILED("error"),
    /** What was known before it was enough. */
    NOT_EVALUATED("not_evaluated");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The word for it in JSON. */
    public String code() {
      return code;
    }
  }

  static Verdict of(Object result) {
    if (result instanceof Boolean value) {
      return new Verdict(value ? Kind.TRUE : Kind.FALSE, "");
    }
    if (result instanceof FactProblem problem) {
      return switch (problem.kind()) {
        case MISSING -> new Verdict(Kind.MISSING, problem.path());
        case INVALID -> new Verdict(Kind.INVALID, problem.path());
        case FAILED -> new Verdict(Kind.FAILED, "");
      };
    }
    return NOT_EVALUATED;
  }

  /** Whether a condition held. */
  public boolean held() {
    return kind == Kind.TRUE;
  }

  @Override
  public String toString() {
    return path.isEmpty() ? kind.code : kind.code + " " + path;
  }
}
