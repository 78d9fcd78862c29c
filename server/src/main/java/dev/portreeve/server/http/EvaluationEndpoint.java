package dev.portreeve.server.http;

import dev.portreeve.policy.facts.Frame;
import dev.portreeve.server.answer.Decided;
import dev.portreeve.server.check.Checks;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import dev.portreeve.server.check.ShortWay;
import dev.portreeve.server.json.AnswerEncoder;
import dev.portreeve.server.json.RequestDecoder;
import dev.portreeve.server.metrics.RequestMeter;
import dev.portreeve.server.reload.Generation;
import dev.portreeve.server.vocabulary.NotPlain;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/** AuthZEN Access Evaluation: one check. */
final class EvaluationEndpoint implements JsonPost.Endpoint {
  static final String PATH = "/access/v1/evaluation";

  private final Checks checks;
  private final RequestDecoder decoder;
  private final AnswerEncoder encoder = new AnswerEncoder();

  EvaluationEndpoint(Checks checks, Limits limits) {
    this.checks = checks;
    this.decoder = new RequestDecoder(limits);
  }

  /** What counts these checks. */
  static RequestMeter meter(MeterRegistry registry) {
    return new RequestMeter("evaluation", Integer.toString(Reply.OK), registry);
  }

  @Override
  public Future<Buffer> answer(byte[] body) throws MalformedRequest, RequestTooLarge {
    Generation generation = checks.inForce();
    Frame frame = decoder.decode(body, generation.vocabulary(), Instant.now());
    Future<Decided> answer = checks.answer(generation, frame);
    return answer.map(decided -> Buffer.buffer(encoder.encode(decided)));
  }

  /** The body of the answer to the usual body, if the team is in memory; see {@link ShortWay}. */
  Optional<byte[]> answerNow(byte[] body, int length) {
    Generation generation = checks.inForce();
    try {
      Frame frame = decoder.plain(body, length, generation.vocabulary(), Instant.now());
      return checks.answerNow(generation, frame).map(encoder::encode);
    } catch (NotPlain e) {
      return Optional.empty();
    }
  }
}
