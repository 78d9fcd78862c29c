package dev.portreeve.server.json;

import dev.portreeve.policy.facts.Frame;
import dev.portreeve.server.check.Batch;
import dev.portreeve.server.check.Item;
import dev.portreeve.server.check.Semantic;
import dev.portreeve.server.vocabulary.GivenParts;
import dev.portreeve.server.vocabulary.NotPlain;
import dev.portreeve.server.vocabulary.SliceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a batch from {@link PlainJson}: what stands in for the missing parts of items comes
 * before them, and every item is complete.
 */
final class PlainBatch {
  private enum Member {
    EVALUATIONS,
    OPTIONS,
    SEMANTIC
  }

  private static final SliceTable<Member> MEMBERS =
      new SliceTable<>(Map.of("evaluations", Member.EVALUATIONS, "options", Member.OPTIONS));
  private static final SliceTable<Member> OPTIONS =
      new SliceTable<>(Map.of("evaluations_semantic", Member.SEMANTIC));

  /**
   * How many objects and lists the members of the body stand in, and those of the list of items.
   */
  private static final int BODY = 1;

  private static final int ITEMS = 2;

  private final PlainJson json;
  private final PlainParts parts;
  private final int maxItems;
  private final List<Item> items = new ArrayList<>();
  private @Nullable Semantic semantic;

  PlainBatch(PlainJson json, int maxItems) {
    this.json = json;
    this.parts = new PlainParts(json);
    this.maxItems = maxItems;
  }

  /**
   * The batch.
   *
   * @param defaults an empty frame
   */
  Batch decode(Frame defaults) throws NotPlain {
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
        throw NotPlain.IT;
      }
    }
    json.end();
    if (items.isEmpty()) {
      throw NotPlain.IT;
    }
    return new Batch(items, semantic == null ? Semantic.EXECUTE_ALL : semantic);
  }

  private void items(Frame defaults, int given) throws NotPlain {
    for (boolean more = json.enterList(); more; more = json.moreElements()) {
      if (items.size() == maxItems) {
        throw NotPlain.IT;
      }
      Frame frame = defaults.copy();
      GivenParts.expectRequired(parts.parts(frame, given, ITEMS));
      items.add(new Item.Question(frame));
    }
  }

  private Semantic options() throws NotPlain {
    Semantic found = null;
    for (boolean more = json.enter(); more; more = json.more()) {
      json.name();
      if (json.named(OPTIONS) == null || found != null) {
        throw NotPlain.IT;
      }
      found = Semantic.of(json.text()).orElseThrow(() -> NotPlain.IT);
    }
    return found == null ? Semantic.EXECUTE_ALL : found;
  }
}
