package dev.portreeve.client;

/**
 * Why nobody decided a check.
 *
 * @param kind what kind of failure
 * @param problem what went wrong, for the log of the service; not for its users
 * @param field the path of the member of the request at fault, such as {@code resource.type}; empty
 *     when it is none
 */
public record Failure(Kind kind, String problem, String field) {
  /** The kinds of failure, each with what becomes of the same check a moment later. */
  public enum Kind {
    /** The decision point does not understand the check or finds it too large; it never will. */
    INVALID_REQUEST("invalid_request"),
    /** The decision point does not answer this caller: wrong credential, or beyond its limits. */
    CALLER_REFUSED("caller_refused"),
    /** The decision point has too much to do; a retry may be answered. */
    OVERLOADED("overloaded"),
    /** The decision point itself failed; a retry may be answered. */
    SERVER_FAILED("server_failed"),
    /** No connection, or one that broke; a retry may be answered. */
    UNREACHABLE("unreachable"),
    /** No whole answer before the deadline; a retry may be answered. */
    TIMED_OUT("timed_out"),
    /** The answer is none of AuthZEN's; a permit that contradicts itself is none either. */
    UNREADABLE_ANSWER("unreadable_answer"),
    /** The thread that asked was interrupted. */
    INTERRUPTED("interrupted"),
    /** The client itself failed, or is closed. */
    CLIENT_FAILED("client_failed");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The kind as the reason of the denial that it leads to: {@code timed_out}. */
    public String code() {
      return code;
    }
  }

  public static Failure of(Kind kind, String problem) {
    return new Failure(kind, problem, "");
  }

  @Override
  public String toString() {
    String where = field.isEmpty() ? "" : field + ": ";
    return kind.code() + ": " + where + problem;
  }
}
