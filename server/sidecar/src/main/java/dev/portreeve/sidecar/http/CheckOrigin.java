package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.log.CheckSource;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerRequest;

/** Reads from a request where its checks come from. */
public final class CheckOrigin {
  /** W3C's header for the trace that a request is part of. */
  public static final AsciiString TRACE = AsciiString.cached("traceparent");

  private CheckOrigin() {}

  public static CheckSource of(HttpServerRequest request, Caller caller) {
    String trace = request.headers().get(TRACE);
    return CheckSource.of(caller.id(), RequestId.of(request), trace == null ? "" : trace);
  }
}
