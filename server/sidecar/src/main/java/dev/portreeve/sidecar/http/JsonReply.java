package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.connection.Connections;
import dev.portreeve.sidecar.json.AnswerEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Sends JSON to callers. */
public final class JsonReply {
  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED_MEDIA_TYPE = 415;
  static final int INTERNAL_ERROR = 500;

  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-ID");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final AnswerEncoder ENCODER = new AnswerEncoder();

  private JsonReply() {}

  /** Gives the caller its request's id back, whatever comes of the request. */
  static void echoRequestId(HttpServerRequest request) {
    String id = request.headers().get(REQUEST_ID);
    if (id != null) {
      request.response().headers().set(REQUEST_ID, id);
    }
  }

  static void send(HttpServerRequest request, int status, Buffer body) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status);
    response.headers().set(HttpHeaders.CONTENT_TYPE, JSON);
    Connections.sending(request.connection(), body.length(), response.end(body));
  }

  /**
   * Says what is wrong.
   *
   * @param field the path of the field at fault, or empty
   */
  public static void error(HttpServerRequest request, int status, String problem, String field) {
    send(request, status, Buffer.buffer(ENCODER.encodeError(problem, field)));
  }
}
