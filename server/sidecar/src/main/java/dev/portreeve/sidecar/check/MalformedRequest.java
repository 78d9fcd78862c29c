package dev.portreeve.sidecar.check;

/** Says that a request cannot be understood, and which field is at fault. */
public final class MalformedRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field its path, such as {@code resource.type}; empty when the request as a whole is
   *     meant
   * @param problem what is wrong with it
   */
  public MalformedRequest(String field, String problem) {
    // The caller is at fault, not this code: a stack trace would tell nobody anything.
    super(problem, null, false, false);
    this.field = field;
  }

  public static MalformedRequest missing(String field) {
    return new MalformedRequest(field, "`" + field + "` is required");
  }

  public static MalformedRequest illTyped(String field, String wanted) {
    return new MalformedRequest(field, "`" + field + "` must be " + wanted);
  }

  public String field() {
    return field;
  }

  /** What is wrong, for the caller to read. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
