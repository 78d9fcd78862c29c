package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.check.CheckUnavailable;
import dev.portreeve.sidecar.connection.Connections;
import dev.portreeve.sidecar.json.AnswerEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Sends JSON to callers. */
public final class JsonReply {
  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int TARGET_TOO_LONG = 414;
  static final int UNSUPPORTED_MEDIA_TYPE = 415;
  static final int HEADERS_TOO_LARGE = 431;
  static final int INTERNAL_ERROR = 500;
  static final int NOT_IMPLEMENTED = 501;
  static final int UNAVAILABLE = 503;
  static final int VERSION_NOT_SUPPORTED = 505;

  /** Why there is no answer though it was made. */
  public static final String NO_ROOM = "too many answers wait for their clients: try again";

  private static final String RETRY_SECONDS = Integer.toString(CheckUnavailable.RETRY_SECONDS);
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final AnswerEncoder ENCODER = new AnswerEncoder();

  private JsonReply() {}

  static void send(HttpServerRequest request, int status, Buffer body) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (Connections.hasRoom(request, body.length())) {
      Connections.hold(request, body.length(), begin(response, status).end(body));
    } else {
      response.headers().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
      error(request, UNAVAILABLE, NO_ROOM, "");
    }
  }

  private static HttpServerResponse begin(HttpServerResponse response, int status) {
    response.setStatusCode(status);
    response.headers().set(HttpHeaders.CONTENT_TYPE, JSON);
    return response;
  }

  /** Says what is wrong, after which the connection cannot be read on and is closed. */
  static void lastError(HttpServerRequest request, int status, String problem, String field) {
    HttpServerResponse response = request.response();
    if (request.version() == HttpVersion.HTTP_2) {
      error(request, status, problem, field);
    } else if (!response.ended() && !response.closed()) {
      response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      begin(response, status)
          .end(Buffer.buffer(ENCODER.encodeError(status, problem, field)))
          .onComplete(sent -> request.connection().close());
    }
  }

  /**
   * Says what is wrong.
   *
   * @param field the path of the field at fault, or empty
   */
  public static void error(HttpServerRequest request, int status, String problem, String field) {
    send(request, status, Buffer.buffer(ENCODER.encodeError(status, problem, field)));
  }
}
