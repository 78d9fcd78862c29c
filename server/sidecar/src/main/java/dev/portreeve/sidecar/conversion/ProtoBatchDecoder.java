package dev.portreeve.sidecar.conversion;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.EvaluationsSemantic;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.BatchBuilder;
import dev.portreeve.sidecar.check.BatchItem;
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
      ProtoReader.varint(BatchOptions.EVALUATIONS_SEMANTIC_FIELD_NUMBER);

  /* How many objects and lists these are in JSON, with themselves. */
  private static final int REQUEST = 1;
  private static final int ITEM = 3;

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
    int semantic = 0;
    while (in.more()) {
      int tag = in.varint();
      if (tag == EVALUATIONS) {
        FrameBuilder item = batch.item();
        int around = in.enter();
        parts.parts(item, ITEM);
        in.leave(around);
      } else if (tag == OPTIONS) {
        semantic = semantic(in, semantic);
      } else if (!parts.part(tag, batch.defaults(), REQUEST)) {
        in.skip(tag);
      }
    }
    batch.semantic(semantic(semantic));
    return batch.complete();
  }

  private static Batch batch(BatchBuilder.Request request) {
    if (request instanceof BatchBuilder.Request.Several several) {
      return several.batch();
    }
    Frame frame = ((BatchBuilder.Request.One) request).frame();
    return new Batch(List.of(new BatchItem.Question(frame)), BatchSemantic.EXECUTE_ALL);
  }

  private static int semantic(ProtoReader in, int before) throws MalformedRequest {
    int semantic = before;
    int around = in.enter();
    while (in.more()) {
      int tag = in.varint();
      if (tag == SEMANTIC) {
        semantic = in.varint();
      } else {
        in.skip(tag);
      }
    }
    in.leave(around);
    return semantic;
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
