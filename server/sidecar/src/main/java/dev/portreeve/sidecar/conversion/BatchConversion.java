package dev.portreeve.sidecar.conversion;

import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.log.CheckSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** Answers the message of several checks. */
public final class BatchConversion {
  private final Checks checks;
  private final ProtoBatchDecoder decoder;

  public BatchConversion(Checks checks, Limits limits) {
    this.checks = checks;
    this.decoder = new ProtoBatchDecoder(limits);
  }

  /** The answers; complete on return if all teams are in memory. */
  public Future<Buffer> answer(byte[] message, Caller caller, CheckSource source)
      throws RequestRefused {
    ServedGeneration generation = checks.inForce();
    Batch batch = decoder.decode(message, generation.symbols(), Instant.now());
    return checks.answer(generation, caller.hold(batch), source).map(AnswerConversion::encodeAll);
  }
}
