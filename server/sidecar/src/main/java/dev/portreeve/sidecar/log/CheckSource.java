package dev.portreeve.sidecar.log;

/**
 * Where a check came from.
 *
 * @param caller the id of the caller's credential, or empty
 * @param requestId what the caller calls the request ({@code X-Request-ID}), or empty
 */
public record CheckSource(String caller, String requestId) {
  /** Nothing is known of it. */
  public static final CheckSource UNKNOWN = new CheckSource("", "");

  /** The source of that caller and request id. */
  public static CheckSource of(String caller, String requestId) {
    return caller.isEmpty() && requestId.isEmpty() ? UNKNOWN : new CheckSource(caller, requestId);
  }
}
