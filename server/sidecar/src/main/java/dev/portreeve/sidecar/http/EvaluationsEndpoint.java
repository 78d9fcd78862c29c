package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.check.BatchBuilder;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.json.AnswerEncoder;
import dev.portreeve.sidecar.json.JsonBatchDecoder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** AuthZEN Access Evaluations: several checks, or one where a batch has no items. */
final class EvaluationsEndpoint implements JsonPostHandler.Endpoint {
  static final String PATH = "/access/v1/evaluations";

  private final Checks checks;
  private final JsonBatchDecoder decoder;
  private final AnswerEncoder encoder = new AnswerEncoder();

  EvaluationsEndpoint(Checks checks, Limits limits) {
    this.checks = checks;
    this.decoder = new JsonBatchDecoder(limits);
  }

  @Override
  public Future<Buffer> answer(byte[] body) throws RequestRefused {
    ServedGeneration generation = checks.inForce();
    BatchBuilder.Request decoded =
        decoder.decode(body, body.length, generation.symbols(), Instant.now());
    return decoded instanceof BatchBuilder.Request.Several several
        ? checks.answer(generation, several.batch()).map(encoder::encodeAll)
        : checks
            .answer(generation, ((BatchBuilder.Request.One) decoded).frame())
            .map(decided -> Buffer.buffer(encoder.encode(decided)));
  }
}
