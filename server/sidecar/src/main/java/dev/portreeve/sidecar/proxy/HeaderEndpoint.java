package dev.portreeve.sidecar.proxy;

import dev.portreeve.sidecar.identity.HeaderText;
import dev.portreeve.sidecar.identity.OriginalRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A proxy that says in three headers, which it sets itself, what it asks about.
 *
 * @param names of those headers
 * @param teller puts a verdict into headers
 */
record HeaderEndpoint(
    String name, Names names, BiConsumer<ProxyDecision, HttpServerResponse> teller, int failure)
    implements ProxyEndpoint {
  private static final Names ORIGINAL =
      new Names("X-Original-Method", "X-Original-URI", "X-Original-Host");
  private static final Names FORWARDED =
      new Names("X-Forwarded-Method", "X-Forwarded-Uri", "X-Forwarded-Host");

  /** The names of the three headers. */
  record Names(String method, String uri, String host) {}

  /**
   * nginx's {@code auth_request}: 2xx, 401 and 403 mean something, all else is a failure to it. The
   * answer to a subrequest is never shown, so the proxy may log the reason of a denial.
   */
  static HeaderEndpoint nginx() {
    return new HeaderEndpoint("nginx", ORIGINAL, DecisionHeaderWriter::all, FORBIDDEN);
  }

  /**
   * HAProxy with the HTTP client of its Lua: the script reads status and headers. It shows nothing
   * of the answer to the client, so it may log the reason of a denial.
   */
  static HeaderEndpoint haproxy() {
    return new HeaderEndpoint("haproxy", ORIGINAL, DecisionHeaderWriter::all, ERROR);
  }

  /** Caddy's {@code forward_auth}: an answer that is not 2xx goes to the user as it is. */
  static HeaderEndpoint caddy() {
    return new HeaderEndpoint("caddy", FORWARDED, DecisionHeaderWriter::upstream, ERROR);
  }

  /** Traefik's {@code ForwardAuth}: an answer that is not 2xx goes to the user as it is. */
  static HeaderEndpoint traefik() {
    return new HeaderEndpoint("traefik", FORWARDED, DecisionHeaderWriter::upstream, ERROR);
  }

  /** Each header is wanted exactly once: of two, one could be the client's. */
  @Override
  public Optional<OriginalRequest> original(HttpServerRequest request, boolean trusted) {
    List<String> methods = request.headers().getAll(names.method());
    List<String> uris = request.headers().getAll(names.uri());
    List<String> hosts = request.headers().getAll(names.host());
    if (methods.size() != 1
        || uris.size() != 1
        || hosts.size() != 1
        || !MethodName.isOne(methods.get(0))) {
      return Optional.empty();
    }
    return HostName.of(hosts.get(0))
        .map(
            name ->
                new OriginalRequest(
                    methods.get(0),
                    name,
                    uris.get(0),
                    new HeaderText(request.headers()),
                    trusted,
                    ""));
  }

  @Override
  public void headers(ProxyDecision verdict, HttpServerResponse response) {
    teller.accept(verdict, response);
  }
}
