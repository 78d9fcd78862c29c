package dev.portreeve.server.http;

import dev.portreeve.server.check.Checks;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import dev.portreeve.server.json.AnswerEncoder;
import dev.portreeve.server.json.BatchDecoder;
import dev.portreeve.server.reload.Generation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** AuthZEN Access Evaluations: several checks, or one where a batch has no items. */
final class EvaluationsEndpoint implements JsonPost.Endpoint {
  static final String PATH = "/access/v1/evaluations";

  private final Checks checks;
  private final BatchDecoder decoder;
  private final AnswerEncoder encoder = new AnswerEncoder();

  EvaluationsEndpoint(Checks checks, Limits limits) {
    this.checks = checks;
    this.decoder = new BatchDecoder(limits);
  }

  @Override
  public Future<Buffer> answer(byte[] body) throws MalformedRequest, RequestTooLarge {
    Generation generation = checks.inForce();
    BatchDecoder.Decoded decoded = decoder.decode(body, generation.vocabulary(), Instant.now());
    return decoded instanceof BatchDecoder.Decoded.Several several
        ? checks.answer(generation, several.batch()).map(encoder::encodeAll)
        : checks
            .answer(generation, ((BatchDecoder.Decoded.One) decoded).frame())
            .map(decided -> Buffer.buffer(encoder.encode(decided)));
  }
}
