package dev.portreeve.sidecar.proxy;

import dev.portreeve.sidecar.identity.OriginalRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** How one kind of proxy asks over HTTP, and how it is answered. */
interface ProxyEndpoint {
  int OK = 200;
  int UNAUTHORIZED = 401;
  int FORBIDDEN = 403;
  int ERROR = 500;

  /** The part of the path after {@code /check/}, and the name in metrics. */
  String name();

  /**
   * What the proxy asks about, or empty when it does not say.
   *
   * @param trusted whether the proxy is one whose headers count
   */
  Optional<OriginalRequest> original(HttpServerRequest request, boolean trusted);

  /** Puts into headers what the proxy may pass on; the status is set. */
  void headers(ProxyDecision verdict, HttpServerResponse response);

  /** The status when no verdict could be reached: one that the proxy does not take for a yes. */
  default int failure() {
    return ERROR;
  }
}
