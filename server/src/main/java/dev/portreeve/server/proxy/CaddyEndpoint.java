package dev.portreeve.server.proxy;

import dev.portreeve.server.identity.Original;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** Caddy's {@code forward_auth}: an answer that is not 2xx goes to the user as it is. */
final class CaddyEndpoint implements ProxyEndpoint {
  @Override
  public String name() {
    return "caddy";
  }

  @Override
  public Optional<Original> original(HttpServerRequest request, boolean trusted) {
    return Told.original(
        request, trusted, "X-Forwarded-Method", "X-Forwarded-Uri", "X-Forwarded-Host");
  }

  @Override
  public void headers(Verdict verdict, HttpServerResponse response) {
    Told.upstream(verdict, response);
  }
}
