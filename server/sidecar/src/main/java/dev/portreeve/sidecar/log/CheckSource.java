package dev.portreeve.sidecar.log;

/**
 * Where a check came from.
 *
 * @param caller the id of the caller's credential, or empty
 * @param requestId what the caller calls the request ({@code X-Request-ID}), or empty
 * @param trace the trace that the request is part of ({@code traceparent}), or empty
 */
public record CheckSource(String caller, String requestId, String trace) {
  /** Nothing is known of it. */
  public static final CheckSource UNKNOWN = new CheckSource("", "", "");

  /** The source of that caller and request id. */
  public static CheckSource of(String caller, String requestId) {
    return of(caller, requestId, "");
  }

  /** The source of that caller and request id, within a trace. */
  public static CheckSource of(String caller, String requestId, String trace) {
    return caller.isEmpty() && requestId.isEmpty() && trace.isEmpty()
        ? UNKNOWN
        : new CheckSource(caller, requestId, trace);
  }
}
