package dev.portreeve.server.conversion;

import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.EvaluationsSemantic;
import dev.portreeve.server.check.Batch;
import dev.portreeve.server.check.Item;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import dev.portreeve.server.check.Semantic;
import dev.portreeve.server.vocabulary.NotPlain;
import dev.portreeve.server.vocabulary.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decodes the message of several checks. Safe for use by several threads. */
final class BatchDecoder {
  private final Limits limits;
  private final Nesting nesting;

  BatchDecoder(Limits limits) {
    this.limits = limits;
    this.nesting = new Nesting(limits.nesting());
  }

  /**
   * The batch as frames.
   *
   * @param words of the schema of the snapshot that will decide
   * @param now the moment of the checks
   */
  Batch decode(byte[] message, Vocabulary words, Instant now)
      throws MalformedRequest, RequestTooLarge {
    try {
      return plain(message, words, now);
    } catch (NotPlain e) {
      return general(message, words.schema(), now);
    }
  }

  /** The batch that nearly all messages are. */
  Batch plain(byte[] message, Vocabulary words, Instant now) throws NotPlain {
    PlainMessage in = new PlainMessage(message, message.length, words);
    PlainCheck checks = new PlainCheck(in, Nesting.plainLevels(limits));
    return new PlainBatch(in, checks, limits.batchItems()).decode(Frame.of(words.schema(), now));
  }

  /** The batch that any message is, or what is wrong with it. */
  Batch general(byte[] message, Schema schema, Instant now)
      throws MalformedRequest, RequestTooLarge {
    CheckBatchRequest request = Parsing.parse(CheckBatchRequest.parser(), message);
    if (request.getEvaluationsCount() > limits.batchItems()) {
      throw RequestTooLarge.items(limits.batchItems());
    }
    Semantic semantic = semantic(request.getOptions().getEvaluationsSemantic());
    Frame defaults = Frame.of(schema, now);
    FrameFiller filler = new FrameFiller(defaults, "", nesting);
    filler.fill(defaults(request));
    List<Item> items = new ArrayList<>();
    if (request.getEvaluationsCount() == 0) {
      filler.expect(request.hasSubject(), request.hasAction(), request.hasResource());
      items.add(new Item.Question(defaults));
    }
    for (int i = 0; i < request.getEvaluationsCount(); i++) {
      items.add(item(request, i, defaults));
    }
    return new Batch(items, semantic);
  }

  /** What stands in for the missing parts of items. */
  private static CheckRequest defaults(CheckBatchRequest request) {
    CheckRequest.Builder parts = CheckRequest.newBuilder();
    if (request.hasSubject()) {
      parts.setSubject(request.getSubject());
    }
    if (request.hasAction()) {
      parts.setAction(request.getAction());
    }
    if (request.hasResource()) {
      parts.setResource(request.getResource());
    }
    if (request.hasContext()) {
      parts.setContext(request.getContext());
    }
    return parts.build();
  }

  private Item item(CheckBatchRequest request, int index, Frame defaults) throws RequestTooLarge {
    CheckRequest item = request.getEvaluations(index);
    Frame frame = defaults.copy();
    FrameFiller filler = new FrameFiller(frame, "evaluations[" + index + "].", nesting);
    try {
      filler.fill(item);
      filler.expect(
          item.hasSubject() || request.hasSubject(),
          item.hasAction() || request.hasAction(),
          item.hasResource() || request.hasResource());
      return new Item.Question(frame);
    } catch (MalformedRequest problem) {
      return Item.unreadable(problem);
    }
  }

  private static Semantic semantic(EvaluationsSemantic semantic) throws MalformedRequest {
    return switch (semantic) {
      case EVALUATIONS_SEMANTIC_UNSPECIFIED, EVALUATIONS_SEMANTIC_EXECUTE_ALL ->
          Semantic.EXECUTE_ALL;
      case EVALUATIONS_SEMANTIC_DENY_ON_FIRST_DENY -> Semantic.DENY_ON_FIRST_DENY;
      case EVALUATIONS_SEMANTIC_PERMIT_ON_FIRST_PERMIT -> Semantic.PERMIT_ON_FIRST_PERMIT;
      case UNRECOGNIZED ->
          throw new MalformedRequest(
              "options.evaluations_semantic", "`options.evaluations_semantic` is unknown");
    };
  }
}
