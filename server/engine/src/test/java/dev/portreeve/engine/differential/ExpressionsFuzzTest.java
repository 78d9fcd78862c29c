package dev.portreeve.engine.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.testing.CorpusMutants;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any text for a condition: it loads or is refused, and is then decided alike both ways. */
class ExpressionsFuzzTest {
  private static final int LONGEST = 200;
  private static final int CHECKS = 12;
  private static final TestSet SET =
      TestSet.of(
          """
          name: fuzz
          context:
            properties:
              b: {type: boolean}
              i: {type: integer}
              d: {type: number}
              s: {type: string}
              t: {type: string, format: date-time}
              l: {type: array, items: {type: string}}
              o: {type: object, properties: {s: {type: string}, i: {type: integer}}}
              m: {type: object, additionalProperties: {type: string}}
          actions: {go: {}}
          """);

  @FuzzTest
  void condition_anyText_isRefusedOrDecidedAlikeBothWays(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    if (text.length() > LONGEST) {
      return;
    }
    PolicySetFiles files = SET.condition("go", text).files();
    if (PolicySetLoader.load(files) instanceof LoadResult.Loaded loaded) {
      compare(loaded.snapshot(), bytes.length);
    }
  }

  @Test
  void mutants_ofTheInputs_holdToo() {
    CorpusMutants.feed(
        ExpressionsFuzzTest.class,
        "condition_anyText_isRefusedOrDecidedAlikeBothWays",
        400,
        this::condition_anyText_isRefusedOrDecidedAlikeBothWays);
  }

  private static void compare(Snapshot snapshot, int seed) {
    Tally tally = new Tally(seed);
    RandomChecks checks = new RandomChecks(new Dice(seed), snapshot.schema(), RandomValues.STRINGS);
    for (int i = 0; i < CHECKS; i++) {
      tally.compare(snapshot, checks.frame("go", List.of()), null);
    }
  }
}
