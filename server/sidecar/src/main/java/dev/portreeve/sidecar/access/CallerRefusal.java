package dev.portreeve.sidecar.access;

import dev.portreeve.sidecar.json.AnswerEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Tells a caller why it may not ask, as its protocol says it; the connection goes on. */
final class CallerRefusal {
  private static final String GRPC = "application/grpc";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final AnswerEncoder ENCODER = new AnswerEncoder();

  private CallerRefusal() {}

  /**
   * Answers a request.
   *
   * @param challenge how a caller may say who it is
   */
  static void send(HttpServerRequest request, Access.Why why, String challenge) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    @Nullable String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.startsWith(GRPC)) {
      grpc(response, why);
      return;
    }
    switch (why) {
      case BEYOND -> response.setStatusCode(FORBIDDEN);
      case TOO_MANY -> response.setStatusCode(TOO_MANY).putHeader("Retry-After", "1");
      case MISSING, MALFORMED, UNKNOWN ->
          response.setStatusCode(UNAUTHORIZED).putHeader("WWW-Authenticate", challenge);
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(ENCODER.encodeError(response.getStatusCode(), why.problem(), "")));
  }

  /** Trailers alone, with the status as a number. */
  private static void grpc(HttpServerResponse response, Access.Why why) {
    int status =
        switch (why) {
          case BEYOND -> 7; // PERMISSION_DENIED
          case TOO_MANY -> 8; // RESOURCE_EXHAUSTED
          case MISSING, MALFORMED, UNKNOWN -> 16; // UNAUTHENTICATED
        };
    response
        .setStatusCode(200)
        .putHeader(HttpHeaders.CONTENT_TYPE, GRPC)
        .putHeader("grpc-status", Integer.toString(status))
        .putHeader("grpc-message", why.problem())
        .end();
  }
}
