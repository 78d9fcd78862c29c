package dev.portreeve.sidecar.access;

import dev.portreeve.sidecar.json.AnswerEncoder;
import dev.portreeve.sidecar.metrics.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Optional;

/** Stands before everything that the service port answers and lets pass who may ask it. */
public final class AccessHandler implements Handler<HttpServerRequest> {
  private static final String ENVOY = "/envoy.service.auth.v3.Authorization/";
  private static final String HEALTH = "/grpc.health.v1.Health/";
  private static final String PROXIES = "/check/";
  private static final String METADATA = "/.well-known/authzen-configuration";
  private static final String SEARCH = "/access/v1/search/";
  private static final String GRPC = "application/grpc";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final AnswerEncoder ENCODER = new AnswerEncoder();

  private final Access access;
  private final Handler<HttpServerRequest> next;
  private final MeterRegistry registry;

  /**
   * @param next answers those who may ask
   * @param registry counts those who may not
   */
  public AccessHandler(
      Access access, Handler<HttpServerRequest> next, MeterRegistry registry) {
    this.access = access;
    this.next = next;
    this.registry = registry;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path() == null ? "" : request.path();
    if (!access.required() || path.startsWith(HEALTH) || path.equals(METADATA)) {
      next.handle(request);
      return;
    }
    Presented presented = Presented.in(request.headers(), owner(path));
    Future<Access.Finding> finding = access.find(presented, Peer.of(request.connection()));
    if (finding.succeeded()) {
      take(request, path, finding.result());
      return;
    }
    request.pause();
    finding
        .onSuccess(
            found -> {
              take(request, path, found);
              request.resume();
            })
        .onFailure(
            failure -> {
              refuse(request, Access.Why.UNKNOWN);
              request.resume();
            });
  }

  /** Behind a proxy {@code Authorization} is the user's. */
  private static Presented.Owner owner(String path) {
    return path.startsWith(PROXIES) || path.startsWith(ENVOY)
        ? Presented.Owner.USER
        : Presented.Owner.CALLER;
  }

  private void take(HttpServerRequest request, String path, Access.Finding finding) {
    if (finding instanceof Access.Finding.Refused refused) {
      refuse(request, refused.why());
    } else if (finding instanceof Access.Finding.Known known
        && known.caller().may(path.startsWith(SEARCH) ? Scope.SEARCH : Scope.CHECK)) {
      next.handle(request);
    } else {
      refuse(request, Access.Why.BEYOND);
    }
  }

  /** Says why not, as the protocol says it; the connection goes on. */
  private void refuse(HttpServerRequest request, Access.Why why) {
    registry
        .counter(Meters.CALLERS_REFUSED.code(), "reason", why.name().toLowerCase(Locale.ROOT))
        .increment();
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    Optional<String> type = Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE));
    if (type.filter(each -> each.startsWith(GRPC)).isPresent()) {
      grpc(response, why);
      return;
    }
    switch (why) {
      case BEYOND -> response.setStatusCode(FORBIDDEN);
      case TOO_MANY -> response.setStatusCode(TOO_MANY).putHeader(HttpHeaders.RETRY_AFTER, "1");
      case MISSING, MALFORMED, UNKNOWN ->
          response
              .setStatusCode(UNAUTHORIZED)
              .putHeader(HttpHeaders.WWW_AUTHENTICATE, access.challenge());
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(ENCODER.encodeError(why.problem(), "")));
  }

  private static void grpc(HttpServerResponse response, Access.Why why) {
    int status =
        switch (why) {
          case BEYOND -> 7; // PERMISSION_DENIED
          case TOO_MANY -> 8; // RESOURCE_EXHAUSTED
          case MISSING, MALFORMED, UNKNOWN -> 16; // UNAUTHENTICATED
        };
    response
        .setStatusCode(200)
        .putHeader(HttpHeaders.CONTENT_TYPE, GRPC)
        .putHeader("grpc-status", Integer.toString(status))
        .putHeader("grpc-message", why.problem())
        .end();
  }
}
