package dev.portreeve.server.proxy;

import dev.portreeve.server.identity.Original;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** HAProxy with the HTTP client of its Lua: the script reads status and headers. */
final class HaproxyEndpoint implements ProxyEndpoint {
  @Override
  public String name() {
    return "haproxy";
  }

  @Override
  public Optional<Original> original(HttpServerRequest request, boolean trusted) {
    return Told.original(
        request, trusted, "X-Original-Method", "X-Original-URI", "X-Original-Host");
  }

  /** The script shows nothing of the answer to the client, so it may log the reason of a denial. */
  @Override
  public void headers(Verdict verdict, HttpServerResponse response) {
    Told.all(verdict, response);
  }
}
