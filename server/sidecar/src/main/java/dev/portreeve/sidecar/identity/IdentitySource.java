package dev.portreeve.sidecar.identity;

import io.vertx.core.Future;

/** One way of learning who a request comes from. */
@FunctionalInterface
public interface IdentitySource {
  /** Asks; never fails. */
  Future<AuthenticationResult> find(OriginalRequest request);
}
