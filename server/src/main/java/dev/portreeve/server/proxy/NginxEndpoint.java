package dev.portreeve.server.proxy;

import dev.portreeve.server.identity.Original;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** nginx's {@code auth_request}: 2xx, 401 and 403 mean something, all else is a failure to it. */
final class NginxEndpoint implements ProxyEndpoint {
  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public Optional<Original> original(HttpServerRequest request, boolean trusted) {
    return Told.original(
        request, trusted, "X-Original-Method", "X-Original-URI", "X-Original-Host");
  }

  /** The answer to a subrequest is never shown, so the proxy may log the reason of a denial. */
  @Override
  public void headers(Verdict verdict, HttpServerResponse response) {
    Told.all(verdict, response);
  }

  @Override
  public int failure() {
    return FORBIDDEN;
  }
}
