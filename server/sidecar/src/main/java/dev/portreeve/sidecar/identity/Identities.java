package dev.portreeve.sidecar.identity;

import io.vertx.core.Future;
import java.util.List;

/** Several ways of learning who a request comes from: the first that says anything counts. */
public record Identities(List<IdentitySource> sources) implements IdentitySource {
  public Identities {
    sources = List.copyOf(sources);
  }

  @Override
  public Future<AuthenticationResult> find(OriginalRequest request) {
    return find(request, 0);
  }

  private Future<AuthenticationResult> find(OriginalRequest request, int from) {
    if (from == sources.size()) {
      return Future.succeededFuture(AuthenticationResult.NOBODY);
    }
    Future<AuthenticationResult> found = sources.get(from).find(request);
    return found.compose(
        finding ->
            finding instanceof AuthenticationResult.Nobody
                ? find(request, from + 1)
                : Future.succeededFuture(finding));
  }
}
