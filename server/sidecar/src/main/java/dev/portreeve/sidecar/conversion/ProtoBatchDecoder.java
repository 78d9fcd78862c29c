package dev.portreeve.sidecar.conversion;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.EvaluationsSemantic;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.BatchItem;
import dev.portreeve.sidecar.check.BatchSemantic;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decodes the message of several checks. Safe for use by several threads. */
final class ProtoBatchDecoder {
  private final Limits limits;
  private final NestingLimit nesting;

  ProtoBatchDecoder(Limits limits) {
    this.limits = limits;
    this.nesting = new NestingLimit(limits.nesting());
  }

  /**
   * The batch as frames.
   *
   * @param words of the schema of the snapshot that will decide
   * @param now the moment of the checks
   */
  Batch decode(byte[] message, SymbolTable words, Instant now)
      throws MalformedRequest, RequestTooLarge {
    try {
      return plain(message, words, now);
    } catch (FastPathMiss e) {
      return general(message, words.schema(), now);
    }
  }

  /** The batch that nearly all messages are. */
  Batch plain(byte[] message, SymbolTable words, Instant now) throws FastPathMiss {
    FastProtoReader in = new FastProtoReader(message, message.length, words);
    FastProtoCheck checks = new FastProtoCheck(in, NestingLimit.plainLevels(limits));
    return new FastProtoBatch(in, checks, limits.batchItems())
        .decode(Frame.of(words.schema(), now));
  }

  /** The batch that any message is, or what is wrong with it. */
  Batch general(byte[] message, Schema schema, Instant now)
      throws MalformedRequest, RequestTooLarge {
    CheckBatchRequest request = ProtoParsing.parse(CheckBatchRequest.parser(), message);
    if (request.getEvaluationsCount() > limits.batchItems()) {
      throw RequestTooLarge.items(limits.batchItems());
    }
    BatchSemantic semantic = semantic(request.getOptions().getEvaluationsSemantic());
    Frame defaults = Frame.of(schema, now);
    FrameFiller filler = new FrameFiller(defaults, "", nesting);
    filler.fill(defaults(request));
    List<BatchItem> items = new ArrayList<>();
    if (request.getEvaluationsCount() == 0) {
      filler.expect(request.hasSubject(), request.hasAction(), request.hasResource());
      items.add(new BatchItem.Question(defaults));
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

  private BatchItem item(CheckBatchRequest request, int index, Frame defaults)
      throws RequestTooLarge {
    CheckRequest item = request.getEvaluations(index);
    Frame frame = defaults.copy();
    FrameFiller filler = new FrameFiller(frame, "evaluations[" + index + "].", nesting);
    try {
      filler.fill(item);
      filler.expect(
          item.hasSubject() || request.hasSubject(),
          item.hasAction() || request.hasAction(),
          item.hasResource() || request.hasResource());
      return new BatchItem.Question(frame);
    } catch (MalformedRequest problem) {
      return BatchItem.unreadable(problem);
    }
  }

  private static BatchSemantic semantic(EvaluationsSemantic semantic) throws MalformedRequest {
    return switch (semantic) {
      case EVALUATIONS_SEMANTIC_UNSPECIFIED, EVALUATIONS_SEMANTIC_EXECUTE_ALL ->
          BatchSemantic.EXECUTE_ALL;
      case EVALUATIONS_SEMANTIC_DENY_ON_FIRST_DENY -> BatchSemantic.DENY_ON_FIRST_DENY;
      case EVALUATIONS_SEMANTIC_PERMIT_ON_FIRST_PERMIT -> BatchSemantic.PERMIT_ON_FIRST_PERMIT;
      case UNRECOGNIZED ->
          throw new MalformedRequest(
              "options.evaluations_semantic", "`options.evaluations_semantic` is unknown");
    };
  }
}
