package dev.portreeve.sidecar.access;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Stands before everything that the service port answers and lets pass who may ask checks; what
 * takes another scope asks for it with a {@link ScopeGuard} on its own route.
 */
public final class AccessHandler implements Handler<HttpServerRequest> {
  private static final String ENVOY = "/envoy.service.auth.v3.Authorization/";
  private static final String HEALTH = "/grpc.health.v1.Health/";
  private static final String PROXIES = "/check/";
  private static final String METADATA = "/.well-known/authzen-configuration";
  private static final String SEARCH = "/access/v1/search/";
  private static final String FILTER = "/access/v1/filter";

  private final Access access;
  private final Handler<HttpServerRequest> next;

  /**
   * @param next answers those who may ask
   */
  public AccessHandler(Access access, Handler<HttpServerRequest> next) {
    this.access = access;
    this.next = next;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path() == null ? "" : request.path();
    if (!access.required() || path.startsWith(HEALTH) || path.equals(METADATA)) {
      next.handle(request);
      return;
    }
    access.admit(request, owner(path), scope(path), () -> next.handle(request));
  }

  private static Scope scope(String path) {
    return path.startsWith(SEARCH) || path.equals(FILTER) ? Scope.SEARCH : Scope.CHECK;
  }

  /** Behind a proxy {@code Authorization} is the user's. */
  private static Presented.Owner owner(String path) {
    return path.startsWith(PROXIES) || path.startsWith(ENVOY)
        ? Presented.Owner.USER
        : Presented.Owner.CALLER;
  }
}
