package dev.portreeve.sidecar.http;

import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerRequest;

/** The id that a caller gives its request, and gets back with the answer, whatever that is. */
public final class RequestId {
  /** The header, as HTTP/1.1 shows it. */
  public static final AsciiString HEADER = AsciiString.cached("X-Request-ID");

  /** The header, as HTTP/2 wants it. */
  public static final AsciiString LOWER_CASE = HEADER.toLowerCase();

  private RequestId() {}

  /** The id, or empty when there is none. */
  public static String of(HttpServerRequest request) {
    String id = request.headers().get(HEADER);
    return id == null ? "" : id;
  }

  /** Gives the caller its id back. */
  static void echo(HttpServerRequest request) {
    String id = request.headers().get(HEADER);
    if (id != null) {
      request.response().headers().set(HEADER, id);
    }
  }

  /** Whether an id can be written as it is: all of it printable ASCII. */
  static boolean printable(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) < ' ' || id.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
