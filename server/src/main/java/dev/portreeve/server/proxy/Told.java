package dev.portreeve.server.proxy;

import dev.portreeve.server.identity.Original;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/** What the endpoints have in common: a request told in three headers, and a verdict in three. */
final class Told {
  private Told() {}

  /** Reads a request that a proxy tells in headers which it sets itself, each exactly once. */
  static Optional<Original> original(
      HttpServerRequest request, boolean trusted, String method, String uri, String host) {
    List<String> methods = request.headers().getAll(method);
    List<String> uris = request.headers().getAll(uri);
    List<String> hosts = request.headers().getAll(host);
    if (methods.size() != 1 || uris.size() != 1 || hosts.size() != 1) {
      return Optional.empty();
    }
    return HostName.of(hosts.get(0))
        .map(
            name ->
                new Original(
                    methods.get(0), name, uris.get(0), request.headers()::getAll, trusted, ""));
  }

  /** Tells the upstream; of a request that does not pass nobody is told anything. */
  static void upstream(Verdict verdict, HttpServerResponse response) {
    if (verdict.passes()) {
      all(verdict, response);
    }
  }

  static void all(Verdict verdict, HttpServerResponse response) {
    DecisionHeaders.of(verdict)
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                response.putHeader(name, value);
              }
            });
  }
}
