package dev.portreeve.server.conversion;

import dev.portreeve.policy.facts.Frame;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.server.check.Checks;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import dev.portreeve.server.reload.Generation;
import io.vertx.core.Future;
import java.time.Instant;

/** Answers the message of one check. */
public final class CheckConversion {
  private final Checks checks;
  private final Nesting nesting;

  public CheckConversion(Checks checks, Limits limits) {
    this.checks = checks;
    this.nesting = new Nesting(limits.nesting());
  }

  /** The answer; complete on return if the team is in memory. */
  public Future<CheckResponse> answer(CheckRequest request)
      throws MalformedRequest, RequestTooLarge {
    Generation generation = checks.inForce();
    Frame frame = Frame.of(generation.snapshot().schema(), Instant.now());
    FrameFiller filler = new FrameFiller(frame, "", nesting);
    filler.expect(request.hasSubject(), request.hasAction(), request.hasResource());
    filler.fill(request);
    return checks.answer(generation, frame).map(AnswerConversion::message);
  }
}
