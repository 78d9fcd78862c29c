package dev.portreeve.sidecar.proxy;

import dev.portreeve.sidecar.identity.HeaderText;
import dev.portreeve.sidecar.identity.OriginalRequest;
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
  public Optional<OriginalRequest> original(HttpServerRequest request, boolean trusted) {
    String target = request.uri().substring(ForwardAuthHandler.PREFIX.length() + name().length());
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    if (hosts.size() > 1 || !MethodName.isOne(request.method().name())) {
      return Optional.empty();
    }
    @Nullable String authority =
        request.authority() == null ? null : request.authority().toString();
    return authority == null
        ? Optional.empty()
        : HostName.of(authority)
            .map(
                host ->
                    new OriginalRequest(
                        request.method().name(),
                        host,
                        target,
                        new HeaderText(request.headers()),
                        trusted,
                        ""));
  }

  @Override
  public void headers(ProxyDecision verdict, HttpServerResponse response) {
    DecisionHeaderWriter.upstream(verdict, response);
  }
}
