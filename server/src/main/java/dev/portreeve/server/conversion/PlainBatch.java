package dev.portreeve.server.conversion;

import dev.portreeve.policy.facts.Frame;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.server.check.Batch;
import dev.portreeve.server.check.Item;
import dev.portreeve.server.check.Semantic;
import dev.portreeve.server.vocabulary.GivenParts;
import dev.portreeve.server.vocabulary.NotPlain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a {@link CheckBatchRequest} from {@link PlainMessage}: what stands in for the missing
 * parts of items comes before them, and every item is complete.
 */
final class PlainBatch {
  private static final int EVALUATIONS =
      PlainMessage.tag(CheckBatchRequest.EVALUATIONS_FIELD_NUMBER, PlainMessage.BYTES);
  private static final int OPTIONS =
      PlainMessage.tag(CheckBatchRequest.OPTIONS_FIELD_NUMBER, PlainMessage.BYTES);
  private static final int SEMANTIC =
      PlainMessage.tag(BatchOptions.EVALUATIONS_SEMANTIC_FIELD_NUMBER, PlainMessage.VARINT);

  private final PlainMessage in;
  private final PlainCheck checks;
  private final int maxItems;
  private final List<Item> items = new ArrayList<>();
  private @Nullable Semantic semantic;

  PlainBatch(PlainMessage in, PlainCheck checks, int maxItems) {
    this.in = in;
    this.checks = checks;
    this.maxItems = maxItems;
  }

  /**
   * The batch.
   *
   * @param defaults an empty frame
   */
  Batch decode(Frame defaults) throws NotPlain {
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
        throw NotPlain.IT;
      }
    }
    if (items.isEmpty() || items.size() > maxItems) {
      throw NotPlain.IT;
    }
    return new Batch(items, semantic == null ? Semantic.EXECUTE_ALL : semantic);
  }

  private Item item(Frame defaults, int given) throws NotPlain {
    int around = in.enter();
    Frame frame = defaults.copy();
    GivenParts.expectRequired(checks.parts(frame, given));
    in.leave(around);
    return new Item.Question(frame);
  }

  private Semantic options() throws NotPlain {
    int around = in.enter();
    Semantic found = Semantic.EXECUTE_ALL;
    if (in.more()) {
      if (in.varint() != SEMANTIC) {
        throw NotPlain.IT;
      }
      found =
          switch (in.varint()) {
            case 0, 1 -> Semantic.EXECUTE_ALL;
            case 2 -> Semantic.DENY_ON_FIRST_DENY;
            case 3 -> Semantic.PERMIT_ON_FIRST_PERMIT;
            default -> throw NotPlain.IT;
          };
    }
    if (in.more()) {
      throw NotPlain.IT;
    }
    in.leave(around);
    return found;
  }
}
