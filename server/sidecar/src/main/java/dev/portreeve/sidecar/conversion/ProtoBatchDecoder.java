package dev.portreeve.sidecar.conversion;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.proto.v1.AnswerContext;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.EvaluationsSemantic;
import dev.portreeve.sidecar.check.AnswerDetail;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.BatchBuilder;
import dev.portreeve.sidecar.check.BatchItem;
import dev.portreeve.sidecar.check.BatchOptions;
import dev.portreeve.sidecar.check.BatchSemantic;
import dev.portreeve.sidecar.check.FrameBuilder;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;
import java.util.List;

/** Decodes the message of several checks. Safe for use by several threads. */
final class ProtoBatchDecoder {
  private static final int EVALUATIONS =
      ProtoReader.bytes(CheckBatchRequest.EVALUATIONS_FIELD_NUMBER);
  private static final int OPTIONS = ProtoReader.bytes(CheckBatchRequest.OPTIONS_FIELD_NUMBER);
  private static final int SEMANTIC =
      ProtoReader.varint(dev.portreeve.proto.v1.BatchOptions.EVALUATIONS_SEMANTIC_FIELD_NUMBER);
  private static final int MERGE =
      ProtoReader.varint(dev.portreeve.proto.v1.BatchOptions.MERGE_DEFAULTS_FIELD_NUMBER);
  private static final int CONTEXT =
      ProtoReader.varint(dev.portreeve.proto.v1.BatchOptions.CONTEXT_FIELD_NUMBER);

  /* How many objects and lists these are in JSON, with themselves. */
  private static final int REQUEST = 1;
  private static final int ITEM = 3;

  private static final int NOT_GIVEN = Integer.MIN_VALUE;

  private final Limits limits;

  ProtoBatchDecoder(Limits limits) {
    this.limits = limits;
  }

  /**
   * The batch as frames; without items one check, made of the defaults.
   *
   * @param symbols of the schema of the snapshot that will decide
   * @param now the moment of the checks
   */
  Batch decode(byte[] message, SymbolTable symbols, Instant now) throws RequestRefused {
    BatchBuilder.Request read = read(message, new BatchBuilder(symbols, now, limits));
    return batch(
        read.lacksNames()
            ? read(message, new BatchBuilder(symbols, now, limits).keepNames())
            : read);
  }

  private BatchBuilder.Request read(byte[] message, BatchBuilder batch) throws RequestRefused {
    ProtoReader in = new ProtoReader(message, message.length, batch.symbols());
    ProtoParts parts = new ProtoParts(in, limits.nesting());
    while (in.more()) {
      int tag = in.varint();
      if (tag == EVALUATIONS) {
        FrameBuilder item = batch.item();
        int around = in.enter();
        parts.parts(item, ITEM);
        in.leave(around);
      } else if (tag == OPTIONS) {
        batch.options(options(in, batch.options()));
      } else if (!parts.part(tag, batch.defaults(), REQUEST)) {
        in.skip(tag);
      }
    }
    return batch.complete();
  }

  private static Batch batch(BatchBuilder.Request request) {
    if (request instanceof BatchBuilder.Request.Several several) {
      return several.batch();
    }
    Frame frame = ((BatchBuilder.Request.One) request).frame();
    return new Batch(List.of(new BatchItem.Question(frame)), BatchOptions.USUAL);
  }

  private static BatchOptions options(ProtoReader in, BatchOptions before) throws MalformedRequest {
    BatchOptions options = before;
    int semantic = NOT_GIVEN; // what is given last counts
    int detail = NOT_GIVEN;
    int around = in.enter();
    while (in.more()) {
      int tag = in.varint();
      if (tag == SEMANTIC) {
        semantic = in.varint();
      } else if (tag == MERGE) {
        options =
            options.with(
                in.truth() ? BatchOptions.Defaults.MERGED : BatchOptions.Defaults.REPLACED);
      } else if (tag == CONTEXT) {
        detail = in.varint();
      } else {
        in.skip(tag);
      }
    }
    in.leave(around);
    options = semantic == NOT_GIVEN ? options : options.with(semantic(semantic));
    return detail == NOT_GIVEN ? options : options.with(detail(detail));
  }

  private static AnswerDetail detail(int number) throws MalformedRequest {
    AnswerContext context = AnswerContext.forNumber(number);
    if (context == null) {
      throw new MalformedRequest("options.context", "`options.context` is unknown");
    }
    return switch (context) {
      case ANSWER_CONTEXT_UNSPECIFIED, ANSWER_CONTEXT_FULL -> AnswerDetail.FULL;
      case ANSWER_CONTEXT_REASON -> AnswerDetail.REASON;
      case ANSWER_CONTEXT_NONE -> AnswerDetail.NONE;
      case UNRECOGNIZED -> throw new IllegalStateException("no number stands for it");
    };
  }

  private static BatchSemantic semantic(int number) throws MalformedRequest {
    EvaluationsSemantic semantic = EvaluationsSemantic.forNumber(number);
    if (semantic == null) {
      throw new MalformedRequest(
          "options.evaluations_semantic", "`options.evaluations_semantic` is unknown");
    }
    return switch (semantic) {
      case EVALUATIONS_SEMANTIC_UNSPECIFIED, EVALUATIONS_SEMANTIC_EXECUTE_ALL ->
          BatchSemantic.EXECUTE_ALL;
      case EVALUATIONS_SEMANTIC_DENY_ON_FIRST_DENY -> BatchSemantic.DENY_ON_FIRST_DENY;
      case EVALUATIONS_SEMANTIC_PERMIT_ON_FIRST_PERMIT -> BatchSemantic.PERMIT_ON_FIRST_PERMIT;
      case UNRECOGNIZED -> throw new IllegalStateException("no number stands for it");
    };
  }
}
