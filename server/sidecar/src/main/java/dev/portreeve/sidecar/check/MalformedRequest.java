package dev.portreeve.sidecar.check;

import dev.portreeve.engine.schema.UnknownFact;
import dev.portreeve.sidecar.answer.ErrorCode;

/** Says that a request cannot be understood, and which field is at fault. */
public final class MalformedRequest extends RequestRefused {
  private static final long serialVersionUID = 1L;

  /**
   * @param field its path, such as {@code resource.type}; empty when the request as a whole is
   *     meant
   * @param problem what is wrong with it
   */
  public MalformedRequest(String field, String problem) {
    super(field, problem);
  }

  /** A part or identifier that is not there, or empty. */
  public static MalformedRequest missing(String field) {
    return new MalformedRequest(field, "`" + field + "` is required and must not be empty");
  }

  /** A member that the schema does not declare. */
  static MalformedRequest unknown(UnknownFact fact) {
    return new MalformedRequest(fact.path(), fact.problem());
  }

  /** A value of the wrong kind; {@code wanted} is such as {@code a string}. */
  public static MalformedRequest illTyped(String field, String wanted) {
    return new MalformedRequest(field, "`" + field + "` must be " + wanted);
  }

  /** A member that stands in its object more than once. */
  public static MalformedRequest twice(String field) {
    return new MalformedRequest(field, "`" + field + "` is given twice");
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.INVALID_REQUEST;
  }
}
