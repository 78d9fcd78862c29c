package dev.portreeve.server.identity;

import io.vertx.core.Future;
import java.util.List;

/** Several ways of learning who a request comes from: the first that says anything counts. */
public record Identities(List<IdentitySource> sources) implements IdentitySource {
  public Identities {
    sources = List.copyOf(sources);
  }

  @Override
  public Future<Finding> find(Original request) {
    return find(request, 0);
  }

  private Future<Finding> find(Original request, int from) {
    if (from == sources.size()) {
      return Future.succeededFuture(Finding.NOBODY);
    }
    Future<Finding> found = sources.get(from).find(request);
    return found.compose(
        finding ->
            finding instanceof Finding.Nobody
                ? find(request, from + 1)
                : Future.succeededFuture(finding));
  }
}
