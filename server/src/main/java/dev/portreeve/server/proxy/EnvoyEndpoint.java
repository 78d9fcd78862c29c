package dev.portreeve.server.proxy;

import dev.portreeve.server.identity.Original;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Envoy's ext_authz over HTTP: the request itself without its body, under a path prefix. */
final class EnvoyEndpoint implements ProxyEndpoint {
  @Override
  public String name() {
    return "envoy";
  }

  @Override
  public Optional<Original> original(HttpServerRequest request, boolean trusted) {
    String target = request.uri().substring(CheckDoor.PREFIX.length() + name().length());
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    if (hosts.size() > 1) {
      return Optional.empty();
    }
    @Nullable String authority =
        request.authority() == null ? null : request.authority().toString();
    return authority == null
        ? Optional.empty()
        : HostName.of(authority)
            .map(
                host ->
                    new Original(
                        request.method().name(),
                        host,
                        target,
                        request.headers()::getAll,
                        trusted,
                        ""));
  }

  @Override
  public void headers(Verdict verdict, HttpServerResponse response) {
    Told.upstream(verdict, response);
  }
}
