package dev.portreeve.sidecar.identity;

import dev.portreeve.engine.routes.RouteIdentity;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * Takes a trusted proxy's word for it.
 *
 * @param header that carries the subject's id
 */
public record HeaderIdentity(String header) implements IdentitySource {

  @Override
  public Future<AuthenticationResult> find(OriginalRequest request) {
    List<String> values = request.trustedHeader(header);
    if (values.isEmpty() || values.size() == 1 && values.get(0).isBlank()) {
      return Future.succeededFuture(AuthenticationResult.NOBODY);
    }
    return Future.succeededFuture(
        values.size() == 1
            ? new AuthenticationResult.Known(new RouteIdentity(values.get(0).strip(), Map.of()))
            : new AuthenticationResult.Refused("the identity header came more than once"));
  }
}
