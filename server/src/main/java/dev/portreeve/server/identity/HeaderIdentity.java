package dev.portreeve.server.identity;

import dev.portreeve.policy.routes.Identity;
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
  public Future<Finding> find(Original request) {
    List<String> values = request.trustedHeader(header);
    if (values.isEmpty() || values.size() == 1 && values.get(0).isBlank()) {
      return Future.succeededFuture(Finding.NOBODY);
    }
    return Future.succeededFuture(
        values.size() == 1
            ? new Finding.Known(new Identity(values.get(0).strip(), Map.of()))
            : new Finding.Refused("the identity header came more than once"));
  }
}
