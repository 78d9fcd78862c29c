package dev.portreeve.sidecar.conversion;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.log.CheckSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/** Answers the message of one check. */
public final class CheckConversion {
  private final Checks checks;
  private final ProtoCheckDecoder decoder;

  public CheckConversion(Checks checks, Limits limits) {
    this.checks = checks;
    this.decoder = new ProtoCheckDecoder(limits);
  }

  /** The answer; complete on return if the team is in memory. */
  public Future<Buffer> answer(byte[] message, Caller caller, CheckSource source)
      throws RequestRefused {
    ServedGeneration generation = checks.inForce();
    Frame frame = decoder.decode(message, message.length, generation.symbols(), Instant.now());
    caller.hold(frame);
    return checks
        .answer(generation, frame, source)
        .map(decided -> Buffer.buffer(AnswerConversion.encode(decided)));
  }

  /** The answer to the usual message, if the team is in memory; the fast path. */
  public Optional<byte[]> answerNow(byte[] message, int length, Caller caller, CheckSource source) {
    ServedGeneration generation = checks.inForce();
    try {
      Frame frame = decoder.decode(message, length, generation.symbols(), Instant.now());
      caller.hold(frame);
      return checks.answerNow(generation, frame, source).map(AnswerConversion::encode);
    } catch (RequestRefused e) {
      return Optional.empty();
    }
  }
}
