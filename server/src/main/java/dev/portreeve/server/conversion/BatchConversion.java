package dev.portreeve.server.conversion;

import dev.portreeve.server.check.Batch;
import dev.portreeve.server.check.Checks;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import dev.portreeve.server.reload.Generation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** Answers the message of several checks. */
public final class BatchConversion {
  private final Checks checks;
  private final BatchDecoder decoder;

  public BatchConversion(Checks checks, Limits limits) {
    this.checks = checks;
    this.decoder = new BatchDecoder(limits);
  }

  /** The answers; complete on return if all teams are in memory. */
  public Future<Buffer> answer(byte[] message) throws MalformedRequest, RequestTooLarge {
    Generation generation = checks.inForce();
    Batch batch = decoder.decode(message, generation.vocabulary(), Instant.now());
    return checks.answer(generation, batch).map(AnswerConversion::encodeAll);
  }
}
