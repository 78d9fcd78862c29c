package dev.portreeve.sidecar.http;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.check.BatchBuilder;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.json.AnswerEncoder;
import dev.portreeve.sidecar.json.JsonBatchDecoder;
import dev.portreeve.sidecar.log.CheckSource;
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
  public Future<Buffer> answer(byte[] body, Caller caller, CheckSource source)
      throws RequestRefused {
    ServedGeneration generation = checks.inForce();
    BatchBuilder.Request decoded =
        decoder.decode(body, body.length, generation.symbols(), Instant.now());
    if (decoded instanceof BatchBuilder.Request.Several several) {
      return checks
          .answer(generation, caller.hold(several.batch()), source)
          .map(encoder::encodeAll);
    }
    Frame frame = ((BatchBuilder.Request.One) decoded).frame();
    caller.hold(frame);
    return checks
        .answer(generation, frame, source)
        .map(decided -> Buffer.buffer(encoder.encode(decided)));
  }
}
