package dev.portreeve.server.conversion;

import dev.portreeve.policy.facts.Frame;
import dev.portreeve.server.check.Checks;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import dev.portreeve.server.check.ShortWay;
import dev.portreeve.server.reload.Generation;
import dev.portreeve.server.vocabulary.NotPlain;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/** Answers the message of one check. */
public final class CheckConversion {
  private final Checks checks;
  private final CheckDecoder decoder;

  public CheckConversion(Checks checks, Limits limits) {
    this.checks = checks;
    this.decoder = new CheckDecoder(limits);
  }

  /** The answer; complete on return if the team is in memory. */
  public Future<Buffer> answer(byte[] message) throws MalformedRequest, RequestTooLarge {
    Generation generation = checks.inForce();
    Frame frame = decoder.decode(message, generation.vocabulary(), Instant.now());
    return checks
        .answer(generation, frame)
        .map(decided -> Buffer.buffer(AnswerConversion.encode(decided)));
  }

  /** The answer to the usual message, if the team is in memory; see {@link ShortWay}. */
  public Optional<byte[]> answerNow(byte[] message, int length) {
    Generation generation = checks.inForce();
    try {
      Frame frame = decoder.plain(message, length, generation.vocabulary(), Instant.now());
      return checks.answerNow(generation, frame).map(AnswerConversion::encode);
    } catch (NotPlain e) {
      return Optional.empty();
    }
  }
}
