package dev.portreeve.sidecar.check;

/** Says that a request is beyond one of the {@link Limits}. */
public final class RequestTooLarge extends Exception {
  private static final long serialVersionUID = 1L;

  public RequestTooLarge(String problem) {
    super(problem, null, false, false);
  }

  public static RequestTooLarge bytes(int limit) {
    return new RequestTooLarge("the request is larger than " + limit + " bytes");
  }

  public static RequestTooLarge items(int limit) {
    return new RequestTooLarge("the batch has more than " + limit + " items");
  }

  public static RequestTooLarge nesting(int limit) {
    return new RequestTooLarge("the request is nested deeper than " + limit + " levels");
  }

  /** What is too large, for the caller to read. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
