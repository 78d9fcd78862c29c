package dev.portreeve.engine.compiled;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LatePolicyTest {
  private static final String SCHEMA =
      """
      name: late
      context: {properties: {floor: {type: integer}}}
      actions: {go: {}, count: {}}
      """;

  @Test
  void loadLate_compiledOrNot_decidesAndFallsBackAsALoadDoes() {
    TestSet set =
        TestSet.of(SCHEMA)
            .condition("go", "context.floor > 3")
            .condition("count", "context.floor + 1 > 3"); // arithmetic is left to the runtime
    Snapshot usual = set.load();
    Snapshot late =
        ((LoadResult.Loaded) PolicySetLoader.loadLate(set.files(), TypeCheckStore.NONE)).snapshot();
    for (String action : Set.of("go", "count")) {
      for (int floor = 0; floor < 6; floor++) {
        Frame frame = TestSet.frame(late, action).fact(Entity.CONTEXT, "floor", floor);
        Frame same = TestSet.frame(usual, action).fact(Entity.CONTEXT, "floor", floor);
        assertEquals(usual.decide(same), late.decide(frame), action + floor);
      }
    }
    assertEquals(Set.of("count"), late.fallbacks().keySet());
    assertEquals(usual.fallbacks(), late.fallbacks());
    assertEquals(usual.version(), late.version());
  }
}
