package dev.portreeve.sidecar.conversion;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.BatchItem;
import dev.portreeve.sidecar.check.BatchSemantic;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import dev.portreeve.sidecar.symbols.GivenParts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a {@link CheckBatchRequest} from {@link FastProtoReader}: what stands in for the missing
 * parts of items comes before them, and every item is complete.
 */
final class FastProtoBatch {
  private static final int EVALUATIONS =
      FastProtoReader.tag(CheckBatchRequest.EVALUATIONS_FIELD_NUMBER, FastProtoReader.BYTES);
  private static final int OPTIONS =
      FastProtoReader.tag(CheckBatchRequest.OPTIONS_FIELD_NUMBER, FastProtoReader.BYTES);
  private static final int SEMANTIC =
      FastProtoReader.tag(BatchOptions.EVALUATIONS_SEMANTIC_FIELD_NUMBER, FastProtoReader.VARINT);

  private final FastProtoReader in;
  private final FastProtoCheck checks;
  private final int maxItems;
  private final List<BatchItem> items = new ArrayList<>();
  private @Nullable BatchSemantic semantic;

  FastProtoBatch(FastProtoReader in, FastProtoCheck checks, int maxItems) {
    this.in = in;
    this.checks = checks;
    this.maxItems = maxItems;
  }

  /**
   * The batch.
   *
   * @param defaults an empty frame
   */
  Batch decode(Frame defaults) throws FastPathMiss {
    int given = 0;
    while (in.more()) {
      int tag = in.varint();
      if (tag == EVALUATIONS) {
        items.add(item(defaults, given));
      } else if (tag == OPTIONS && semantic == null) {
        semantic = options();
      } else if (items.isEmpty()) {
        given = checks.part(tag, defaults, given, 0);
      } else {
        throw FastPathMiss.IT;
      }
    }
    if (items.isEmpty() || items.size() > maxItems) {
      throw FastPathMiss.IT;
    }
    return new Batch(items, semantic == null ? BatchSemantic.EXECUTE_ALL : semantic);
  }

  private BatchItem item(Frame defaults, int given) throws FastPathMiss {
    int around = in.enter();
    Frame frame = defaults.copy();
    GivenParts.expectRequired(checks.parts(frame, given));
    in.leave(around);
    return new BatchItem.Question(frame);
  }

  private BatchSemantic options() throws FastPathMiss {
    int around = in.enter();
    BatchSemantic found = BatchSemantic.EXECUTE_ALL;
    if (in.more()) {
      if (in.varint() != SEMANTIC) {
        throw FastPathMiss.IT;
      }
      found =
          switch (in.varint()) {
            case 0, 1 -> BatchSemantic.EXECUTE_ALL;
            case 2 -> BatchSemantic.DENY_ON_FIRST_DENY;
            case 3 -> BatchSemantic.PERMIT_ON_FIRST_PERMIT;
            default -> throw FastPathMiss.IT;
          };
    }
    if (in.more()) {
      throw FastPathMiss.IT;
    }
    in.leave(around);
    return found;
  }
}
