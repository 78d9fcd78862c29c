package dev.portreeve.sidecar.json;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.BatchItem;
import dev.portreeve.sidecar.check.BatchSemantic;
import dev.portreeve.sidecar.symbols.ByteStringMap;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import dev.portreeve.sidecar.symbols.GivenParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a batch from {@link FastJsonReader}: what stands in for the missing parts of items comes
 * before them, and every item is complete.
 */
final class FastJsonBatch {
  private enum Member {
    EVALUATIONS,
    OPTIONS,
    SEMANTIC
  }

  private static final ByteStringMap<Member> MEMBERS =
      new ByteStringMap<>(Map.of("evaluations", Member.EVALUATIONS, "options", Member.OPTIONS));
  private static final ByteStringMap<Member> OPTIONS =
      new ByteStringMap<>(Map.of("evaluations_semantic", Member.SEMANTIC));

  /**
   * How many objects and lists the members of the body stand in, and those of the list of items.
   */
  private static final int BODY = 1;

  private static final int ITEMS = 2;

  private final FastJsonReader json;
  private final FastJsonParts parts;
  private final int maxItems;
  private final List<BatchItem> items = new ArrayList<>();
  private @Nullable BatchSemantic semantic;

  FastJsonBatch(FastJsonReader json, int maxItems) {
    this.json = json;
    this.parts = new FastJsonParts(json);
    this.maxItems = maxItems;
  }

  /**
   * The batch.
   *
   * @param defaults an empty frame
   */
  Batch decode(Frame defaults) throws FastPathMiss {
    int given = 0;
    for (boolean more = json.enter(); more; more = json.more()) {
      json.name();
      Member member = json.named(MEMBERS);
      if (member == Member.EVALUATIONS && items.isEmpty()) {
        items(defaults, given);
      } else if (member == Member.OPTIONS && semantic == null) {
        semantic = options();
      } else if (member == null && items.isEmpty()) {
        given = parts.part(defaults, given, 0, BODY);
      } else {
        throw FastPathMiss.IT;
      }
    }
    json.end();
    if (items.isEmpty()) {
      throw FastPathMiss.IT;
    }
    return new Batch(items, semantic == null ? BatchSemantic.EXECUTE_ALL : semantic);
  }

  private void items(Frame defaults, int given) throws FastPathMiss {
    for (boolean more = json.enterList(); more; more = json.moreElements()) {
      if (items.size() == maxItems) {
        throw FastPathMiss.IT;
      }
      Frame frame = defaults.copy();
      GivenParts.expectRequired(parts.parts(frame, given, ITEMS));
      items.add(new BatchItem.Question(frame));
    }
  }

  private BatchSemantic options() throws FastPathMiss {
    BatchSemantic found = null;
    for (boolean more = json.enter(); more; more = json.more()) {
      json.name();
      if (json.named(OPTIONS) == null || found != null) {
        throw FastPathMiss.IT;
      }
      found = BatchSemantic.of(json.text()).orElseThrow(() -> FastPathMiss.IT);
    }
    return found == null ? BatchSemantic.EXECUTE_ALL : found;
  }
}
