package dev.portreeve.sidecar.identity;

import io.vertx.core.Future;
import java.util.List;

/** Takes the bearer token that a request carries, once it is verified. */
public final class BearerIdentity implements IdentitySource {
  private static final String SCHEME = "bearer ";

  private final TokenVerifier verifier;

  public BearerIdentity(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Future<AuthenticationResult> find(OriginalRequest request) {
    List<String> values = request.headers().all("authorization");
    if (values.size() > 1) {
      return Future.succeededFuture(
          new AuthenticationResult.Refused("several authorization headers"));
    }
    return values.isEmpty() || !values.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Future.succeededFuture(AuthenticationResult.NOBODY)
        : verifier.verify(values.get(0).substring(SCHEME.length()).strip());
  }
}
