package dev.portreeve.sidecar.proxy;

import dev.portreeve.engine.routes.CheckTemplate;
import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.engine.routes.RoutedRequest;
import dev.portreeve.sidecar.identity.OriginalRequest;
import java.util.List;
import java.util.Optional;

/** A request whose path has one meaning and whose sender is known, if it named one. */
record CheckedRequest(
    OriginalRequest original, CheckTemplate.Canonical target, Optional<RouteIdentity> identity)
    implements RoutedRequest {
  @Override
  public String method() {
    return original.method();
  }

  @Override
  public String host() {
    return original.host();
  }

  @Override
  public List<String> header(String name) {
    return original.headers().all(name);
  }

  @Override
  public List<String> trustedHeader(String name) {
    return original.trustedHeader(name);
  }
}
