package dev.portreeve.sidecar.check;

import dev.portreeve.sidecar.answer.ErrorCode;

/** Says that a request is beyond one of the {@link Limits}. */
public final class RequestTooLarge extends RequestRefused {
  private static final long serialVersionUID = 1L;

  private RequestTooLarge(String field, String problem) {
    super(field, problem);
  }

  public static RequestTooLarge bytes(int limit) {
    return new RequestTooLarge("", "the request is larger than " + limit + " bytes");
  }

  public static RequestTooLarge items(int limit) {
    return new RequestTooLarge("", "the batch has more than " + limit + " items");
  }

  /** Objects and lists deeper in one another than allowed; {@code field} holds them. */
  public static RequestTooLarge nesting(String field, int limit) {
    return new RequestTooLarge(field, "the request is nested deeper than " + limit + " levels");
  }

  public static RequestTooLarge number(int limit) {
    return new RequestTooLarge("", "a number is longer than " + limit + " characters");
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.TOO_LARGE;
  }
}
