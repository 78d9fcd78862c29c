package dev.portreeve.sidecar.connection;

import java.time.Duration;

/**
 * What the clients of a port may take of the server.
 *
 * @param connections the most that are open at a time; beyond it the longest idle one is closed
 * @param headerBytes the longest headers of a request
 * @param targetBytes the longest request target
 * @param streams the most HTTP/2 streams that a connection has open at a time
 * @param resets the most streams that a client may reset within {@link #RESET_WINDOW}
 * @param inFlightBytes what requests on their way in and answers on their way out may hold together
 * @param header how long the headers of a request may take to arrive
 * @param body how long its body may take
 * @param idle how long a connection may stay open without a request
 * @param unread how long a client may take nothing of an answer
 * @param queued how long a body is left unread while others hold the bytes in flight
 */
public record ConnectionLimits(
    int connections,
    int headerBytes,
    int targetBytes,
    int streams,
    int resets,
    long inFlightBytes,
    Duration header,
    Duration body,
    Duration idle,
    Duration unread,
    Duration queued) {

  /** The window in which resets are counted. */
  public static final Duration RESET_WINDOW = Duration.ofSeconds(10);

  /** The most headers of a request over HTTP/1.1. */
  public static final int HEADER_LINES = 200;

  /** The same with the request line, for where lines are counted before they are read. */
  static final int HEAD_LINES = 1 + HEADER_LINES;

  /* Line ends and version beside the target, with room for the longest method. */
  private static final int LINE_MORE = 64;

  /** The longest request line. */
  public int lineBytes() {
    return targetBytes + LINE_MORE;
  }

  /** The same with another share of memory and number of connections, for a port of its own. */
  public ConnectionLimits apart(int connections, long inFlightBytes) {
    return new ConnectionLimits(
        connections,
        headerBytes,
        targetBytes,
        streams,
        resets,
        inFlightBytes,
        header,
        body,
        idle,
        unread,
        queued);
  }
}
