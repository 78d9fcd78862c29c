package dev.portreeve.sidecar.http;

import dev.portreeve.engine.explain.Explanation;
import dev.portreeve.engine.explain.ExplanationMap;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.Scope;
import dev.portreeve.sidecar.answer.EncodedDecision;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.config.ExplainAccess;
import dev.portreeve.sidecar.json.AnswerEncoder;
import dev.portreeve.sidecar.json.JsonCheckDecoder;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.util.Optional;

/** AuthZEN Access Evaluation: one check. */
final class EvaluationEndpoint implements JsonPostHandler.Endpoint {
  static final String PATH = "/access/v1/evaluation";

  private final Checks checks;
  private final ExplainAccess explain;
  private final JsonCheckDecoder decoder;
  private final AnswerEncoder encoder = new AnswerEncoder();

  EvaluationEndpoint(Checks checks, Limits limits, ExplainAccess explain) {
    this.checks = checks;
    this.explain = explain;
    this.decoder = new JsonCheckDecoder(limits);
  }

  /** What counts these checks. */
  static RequestMeter meter(MeterRegistry registry) {
    return new RequestMeter("evaluation", Integer.toString(JsonReply.OK), registry);
  }

  @Override
  public Future<Buffer> answer(byte[] body, Caller caller, CheckSource source)
      throws RequestRefused {
    ServedGeneration generation = checks.inForce();
    return answer(generation, frame(generation, body, caller), source);
  }

  private Frame frame(ServedGeneration generation, byte[] body, Caller caller)
      throws RequestRefused {
    Frame frame = decoder.decode(body, body.length, generation.symbols(), Instant.now());
    caller.hold(frame);
    return frame;
  }

  private Future<Buffer> answer(ServedGeneration generation, Frame frame, CheckSource source)
      throws RequestRefused {
    Future<EncodedDecision> answer = checks.answer(generation, frame, source);
    return answer.map(decided -> Buffer.buffer(encoder.encode(decided)));
  }

  @Override
  public Future<Buffer> answer(byte[] body, Caller caller, CheckSource source, SocketAddress peer)
      throws RequestRefused {
    ServedGeneration generation = checks.inForce();
    Frame frame = frame(generation, body, caller);
    if (!caller.may(Scope.EXPLAIN) || !ExplainRequest.granted(explain, body, peer)) {
      return answer(generation, frame, source);
    }
    Frame again = frame.copy();
    Future<Buffer> answer = answer(generation, frame, source);
    return checks
        .explain(generation, again)
        .compose(explanation -> answer.map(bytes -> explained(bytes, explanation)));
  }

  private static Buffer explained(Buffer answer, Explanation explanation) {
    JsonObject json = new JsonObject(answer);
    JsonObject context = json.getJsonObject("context", new JsonObject());
    context.put("explanation", new JsonObject(ExplanationMap.of(explanation)));
    return json.put("context", context).toBuffer();
  }

  /**
   * The body of the answer to the usual body, if the team is in memory; see {@link
   * EvaluationFastPath}.
   */
  Optional<byte[]> answerNow(byte[] body, int length, Caller caller, CheckSource source) {
    if (ExplainRequest.possible(explain, body, length)) {
      return Optional.empty();
    }
    ServedGeneration generation = checks.inForce();
    try {
      Frame frame = decoder.decode(body, length, generation.symbols(), Instant.now());
      caller.hold(frame);
      return checks.answerNow(generation, frame, source).map(encoder::encode);
    } catch (RequestRefused e) {
      return Optional.empty();
    }
  }
}
