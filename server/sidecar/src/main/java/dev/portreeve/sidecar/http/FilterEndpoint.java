package dev.portreeve.sidecar.http;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.filter.Filters;
import dev.portreeve.sidecar.json.JsonSearchDecoder;
import dev.portreeve.sidecar.log.CheckSource;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Set;

/**
 * Tells which resources of a type a check permits, as a condition: an extension of AuthZEN, which
 * only lists resources that the server knows itself.
 */
final class FilterEndpoint implements JsonPostHandler.Endpoint {
  static final String PATH = "/access/v1/filter";

  private final Filters filters;
  private final WorkerExecutor workers;
  private final JsonSearchDecoder decoder;

  FilterEndpoint(Filters filters, WorkerExecutor workers, Limits limits) {
    this.filters = filters;
    this.workers = workers;
    this.decoder = new JsonSearchDecoder(Entity.RESOURCE, limits, Set.of(Filters.SQL));
  }

  @Override
  public Future<Buffer> answer(byte[] body, Caller caller, CheckSource source)
      throws RequestRefused {
    ServedGeneration generation = filters.inForce();
    return filters.answer(
        generation,
        decoder.decode(body, generation.symbols(), Instant.now()),
        caller,
        source,
        workers);
  }
}
