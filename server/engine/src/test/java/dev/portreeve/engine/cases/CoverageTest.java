package dev.portreeve.engine.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.testing.Golden;
import dev.portreeve.engine.yaml.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final Path GAPS = Path.of("src/test/resources/sets/gaps");

  @Test
  void gaps_plantedGaps_allListed() {
    LoadedSet set = LoadedSet.in(GAPS);
    List<Diagnostic> gaps = Coverage.gaps(set.snapshot(), set.texts(), set.cases());
    Golden.check(
        GAPS.resolve("gaps.txt"),
        gaps.stream().map(Diagnostic::render).collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void gaps_noCases_everyMatchAndRequirement() {
    LoadedSet set = LoadedSet.in(GAPS);
    List<Diagnostic> gaps = Coverage.gaps(set.snapshot(), set.texts(), new CaseSet(List.of()));
    int matches =
        set.snapshot().policies().stream()
                .mapToInt(action -> set.snapshot().policy(action).orElseThrow().matches().size())
                .sum()
            + set.snapshot().guards().matches().size();
    long untaken =
        gaps.stream().filter(gap -> gap.message().equals("no case takes this match")).count();
    long unnamed =
        gaps.stream()
            .filter(gap -> gap.message().startsWith("no case cites the requirement"))
            .count();
    assertEquals(matches, untaken);
    assertEquals(4, unnamed);
  }
}
