package dev.portreeve.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.compiled.NodeKinds;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Random policies on random requests: compiled code against the oracle. */
class GeneratedPoliciesTest {
  private static final int TEAMS_PER_FRAME = 3;

  @Test
  void decide_randomPolicies_equalToOracle() {
    long seed = Dice.seed();
    Dice seeds = new Dice(seed);
    Tally tally = new Tally(seed);
    NodeKinds kinds = new NodeKinds();
    int sets = Dice.effort(10, 400);
    int perPolicy = Dice.effort(150, 500);
    for (int i = 0; i < sets; i++) {
      Dice dice = new Dice(seeds.seedOfAnother());
      RandomSet set = RandomSet.loaded(dice, seed);
      Map<String, String> texts = set.texts();
      Snapshot snapshot = set.snapshot();
      assertEquals(Map.of(), snapshot.fallbacks(), () -> "seed " + seed + "\n" + texts);
      if (!kinds.reached().containsAll(NodeKinds.all())) {
        kinds.add(snapshot, texts.get("definitions.yaml"));
      }
      run(snapshot, dice, tally, perPolicy);
    }
    assertEquals(NodeKinds.all(), kinds.reached(), "kinds of nodes reached");
    assertTrue(tally.sound() >= 0.4, tally::toString);
    assertTrue(tally.pairs() >= 50_000, tally::toString);
  }

  private static void run(Snapshot snapshot, Dice dice, Tally tally, int perPolicy) {
    RandomChecks checks = new RandomChecks(dice, snapshot.schema(), RandomValues.STRINGS);
    List<Team> teams = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      teams.add(checks.team());
    }
    for (int i = 0; i < RandomSet.POLICIES; i++) {
      for (int n = 0; n < perPolicy; n++) {
        Frame frame = checks.frame("a" + i, List.of("thing"));
        for (int again = 0; again < TEAMS_PER_FRAME; again++) {
          tally.compare(snapshot, frame, dice.pick(teams));
        }
        if (dice.chance(0.1)) {
          snapshot.schema().team().ifPresent(fact -> frame.fact(fact.slot(), 1));
          tally.compare(snapshot, frame, null);
        }
      }
    }
  }
}
