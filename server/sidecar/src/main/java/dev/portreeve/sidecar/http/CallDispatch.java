package dev.portreeve.sidecar.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Takes calls over gRPC to their server; to everything else there is nothing here. */
public final class CallDispatch implements Handler<HttpServerRequest> {
  private static final String GRPC = "application/grpc";

  private final Handler<HttpServerRequest> calls;

  /**
   * @param calls answers calls in protobuf
   */
  public CallDispatch(Handler<HttpServerRequest> calls) {
    this.calls = calls;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String type = request.headers().get(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.startsWith(GRPC)) {
      JsonReply.error(request, JsonReply.NOT_FOUND, "there is nothing here", "");
    } else if (!type.equals(GRPC) && !type.equals(GRPC + "+proto")) {
      String problem = "calls are taken as " + GRPC + " or " + GRPC + "+proto";
      JsonReply.error(request, JsonReply.UNSUPPORTED_MEDIA_TYPE, problem, "content-type");
    } else if (request.version() != HttpVersion.HTTP_2) {
      String problem = "gRPC is spoken over HTTP/2 only";
      JsonReply.error(request, JsonReply.VERSION_NOT_SUPPORTED, problem, "");
    } else {
      calls.handle(request);
    }
  }
}
