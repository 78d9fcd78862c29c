package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.Coverage;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.yaml.Diagnostic;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of every shipped set, decided by the engine and by the oracle. */
class ShippedSetsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shipped_setsThere_haveCases() {
    assertFalse(LoadedSet.shipped().isEmpty());
    for (LoadedSet set : LoadedSet.shipped()) {
      assertFalse(set.cases().cases().isEmpty(), set + " has no cases");
    }
  }

  @Test
  void fallbacks_shippedSets_none() {
    for (LoadedSet set : LoadedSet.shipped()) {
      assertEquals(Map.of(), set.snapshot().fallbacks(), set + " has policies that do not compile");
    }
  }

  @Test
  void gaps_shippedSets_none() {
    for (LoadedSet set : LoadedSet.shipped()) {
      List<Diagnostic> gaps = Coverage.gaps(set.snapshot(), set.texts(), set.cases());
      String list = gaps.stream().map(Diagnostic::headline).collect(Collectors.joining("\n"));
      assertTrue(gaps.isEmpty(), () -> "the cases of " + set + " leave open:\n" + list);
    }
  }

  @TestFactory
  Stream<DynamicContainer> decide_shippedCase_answersAsWanted() {
    return LoadedSet.shipped().stream()
        .map(
            set ->
                dynamicContainer(
                    set.name(), set.cases().cases().stream().map(one -> test(set, one))));
  }

  private static DynamicTest test(LoadedSet set, Case one) {
    URI source =
        URI.create(
            Repository.set(set.name()).resolve(one.file().name()).toUri()
                + "?line="
                + one.position().line());
    return dynamicTest(one.location() + " " + one.name(), source, () -> decide(set, one));
  }

  private static void decide(LoadedSet set, Case one) {
    Snapshot snapshot = set.snapshot();
    Team team = one.team().map(CaseTeam::team).orElse(null);
    Frame frame = one.request().frame(snapshot.schema(), NOW);
    Decision decision = team == null ? snapshot.decide(frame) : snapshot.decide(frame, team);
    List<String> differences = one.want().check(decision);
    assertTrue(differences.isEmpty(), () -> failure(one, differences));
    Frame again = one.request().frame(snapshot.schema(), NOW);
    assertEquals(
        snapshot.decide(again, team, ConstantProbe.NONE), decision, "engine and oracle differ");
  }

  private static String failure(Case one, List<String> differences) {
    return String.join("\n", differences)
        + "\nrequest: "
        + JsonText.of(one.request().json())
        + one.team().map(team -> "\nteam: " + team.text().strip()).orElse("");
  }
}
