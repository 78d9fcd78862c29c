package dev.portreeve.sidecar.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers what Netty could not decode as a request over HTTP/1.1, and closes the connection. */
public final class UndecodableRequest implements Handler<HttpServerRequest> {
  @Override
  public void handle(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      String problem = "the request line is too long";
      JsonReply.lastError(request, JsonReply.TARGET_TOO_LONG, problem, "");
    } else if (cause instanceof TooLongHttpHeaderException) {
      String problem = "the headers are too large";
      JsonReply.lastError(request, JsonReply.HEADERS_TOO_LARGE, problem, "");
    } else {
      JsonReply.lastError(request, JsonReply.BAD_REQUEST, "not a request of HTTP/1.1", "");
    }
  }
}
