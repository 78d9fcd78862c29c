package dev.portreeve.sidecar.http;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.SearchRequest;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.json.JsonSearchDecoder;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.search.Searches;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** AuthZEN Subject, Resource or Action Search. */
final class SearchEndpoint implements JsonPostHandler.Endpoint {
  static final String PREFIX = "/access/v1/search/";

  private final Searches searches;
  private final WorkerExecutor workers;
  private final JsonSearchDecoder decoder;

  SearchEndpoint(Entity sought, Searches searches, WorkerExecutor workers, Limits limits) {
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
    ServedGeneration generation = searches.inForce();
    SearchRequest request = decoder.decode(body, generation.symbols(), Instant.now());
    return searches.answer(generation, request, body, caller, workers);
  }
}
