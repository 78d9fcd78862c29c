package dev.portreeve.sidecar.proxy;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.Presented;
import dev.portreeve.sidecar.check.CheckUnavailable;
import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.identity.OriginalRequest;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what proxies ask under {@code /check/} and leaves all else to the door behind it. */
public final class ForwardAuthHandler implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardAuthHandler.class);

  static final String PREFIX = "/check/";

  private final ProxyCheck check;
  private final Access access;
  private final IdentityConfig identity;
  private final Handler<HttpServerRequest> next;
  private final Map<String, Asked> endpoints = new HashMap<>();

  private record Asked(ProxyEndpoint endpoint, RequestMeter meter) {}

  /**
   * @param check decides
   * @param access knows which proxy asks
   * @param identity whose headers count
   * @param next takes what no proxy asks
   * @param registry counts requests
   */
  public ForwardAuthHandler(
      ProxyCheck check,
      Access access,
      IdentityConfig identity,
      Handler<HttpServerRequest> next,
      MeterRegistry registry) {
    this.check = check;
    this.access = access;
    this.identity = identity;
    this.next = next;
    for (ProxyEndpoint endpoint :
        List.of(
            HeaderEndpoint.nginx(),
            HeaderEndpoint.traefik(),
            HeaderEndpoint.caddy(),
            HeaderEndpoint.haproxy(),
            new EnvoyEndpoint())) {
      RequestMeter meter = new RequestMeter(endpoint.name(), "200", registry);
      endpoints.put(endpoint.name(), new Asked(endpoint, meter));
    }
  }

  @Override
  public void handle(HttpServerRequest request) {
    Asked asked = asked(request.uri());
    if (asked == null) {
      next.handle(request);
      return;
    }
    Answering answering = new Answering(request, asked);
    try {
      verdict(request, asked.endpoint()).onComplete(answering::send, answering::fail);
    } catch (Throwable e) {
      answering.fail(e);
    }
  }

  /** Only Envoy's path goes on: there the original follows. */
  private @Nullable Asked asked(@Nullable String uri) {
    if (uri == null || !uri.startsWith(PREFIX)) {
      return null;
    }
    int end = PREFIX.length();
    while (end < uri.length() && "/?".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    String name = uri.substring(PREFIX.length(), end);
    boolean goesOn = end < uri.length() && uri.charAt(end) == '/';
    return goesOn == name.equals("envoy") ? endpoints.get(name) : null;
  }

  private Future<ProxyDecision> verdict(HttpServerRequest request, ProxyEndpoint endpoint) {
    boolean trusted = identity.proxies().include(request.remoteAddress());
    Optional<OriginalRequest> original = endpoint.original(request, trusted);
    if (original.isEmpty()) {
      LOG.warn("{} does not say what it asks about: is it set up as shown?", endpoint.name());
      return Future.succeededFuture(
          check.refusal(ProxyDecision.Answer.FORBID, "", ProxyDecision.UNREADABLE));
    }
    Caller caller = access.known(request, Presented.Owner.USER);
    return caller == null // revoked since the head of the request was read
        ? Future.succeededFuture(
            check.refusal(ProxyDecision.Answer.FORBID, "", ProxyDecision.CALLER_REFUSED))
        : check.check(original.get(), caller);
  }

  /** The answer to one question. */
  private final class Answering {
    private final HttpServerRequest request;
    private final Asked asked;
    private final long began = System.nanoTime();

    Answering(HttpServerRequest request, Asked asked) {
      this.request = request;
      this.asked = asked;
    }

    void send(ProxyDecision verdict) {
      try {
        tell(verdict);
      } catch (Throwable e) {
        fail(e);
      }
    }

    private void tell(ProxyDecision verdict) {
      HttpServerResponse response = request.response();
      int status =
          switch (verdict.answer()) {
            case PASS -> ProxyEndpoint.OK;
            case SIGN_IN -> ProxyEndpoint.UNAUTHORIZED;
            case FORBID -> ProxyEndpoint.FORBIDDEN;
          };
      if (status == ProxyEndpoint.UNAUTHORIZED && identity.token().isPresent()) {
        response.putHeader("WWW-Authenticate", "Bearer");
      }
      asked.endpoint().headers(verdict, response);
      end(response, status);
    }

    void fail(Throwable failure) {
      if (!(failure instanceof CheckUnavailable)) { // which health and metrics tell
        LOG.error("a proxy's request could not be checked", failure);
      }
      end(request.response(), asked.endpoint().failure());
    }

    private void end(HttpServerResponse response, int status) {
      if (response.ended() || response.closed()) {
        return;
      }
      asked.meter().answered(Integer.toString(status), began);
      response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store").setStatusCode(status).end();
    }
  }
}
