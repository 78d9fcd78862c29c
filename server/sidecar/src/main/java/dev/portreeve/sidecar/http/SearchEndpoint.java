package dev.portreeve.sidecar.http;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.Scope;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.SearchRequest;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.config.ExplainAccess;
import dev.portreeve.sidecar.json.JsonSearchDecoder;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.search.Searches;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** AuthZEN Subject, Resource or Action Search. */
final class SearchEndpoint implements JsonPostHandler.Endpoint {
  static final String PREFIX = "/access/v1/search/";

  private final Searches searches;
  private final ExplainAccess explain;
  private final WorkerExecutor workers;
  private final JsonSearchDecoder decoder;

  SearchEndpoint(
      Entity sought,
      Searches searches,
      WorkerExecutor workers,
      Limits limits,
      ExplainAccess explain) {
    this.explain = explain;
    this.searches = searches;
    this.workers = workers;
    this.decoder = new JsonSearchDecoder(sought, limits);
  }

  static String path(Entity sought) {
    return PREFIX + sought.variable();
  }

  @Override
  public Future<Buffer> answer(byte[] body, Caller caller, CheckSource source)
      throws RequestRefused {
    return answer(body, caller, source, () -> false);
  }

  @Override
  public Future<Buffer> answer(byte[] body, Caller caller, CheckSource source, SocketAddress peer)
      throws RequestRefused {
    return answer(
        body,
        caller,
        source,
        () -> caller.may(Scope.EXPLAIN) && ExplainRequest.granted(explain, body, peer));
  }

  /* Whether it is explained is found out once the body is known to be JSON. */
  private Future<Buffer> answer(
      byte[] body, Caller caller, CheckSource source, BooleanSupplier explained)
      throws RequestRefused {
    ServedGeneration generation = searches.inForce();
    SearchRequest request = decoder.decode(body, generation.symbols(), Instant.now());
    Searches.Asker asker = new Searches.Asker(caller, source, explained.getAsBoolean());
    return searches.answer(generation, request, body, asker, workers);
  }
}
