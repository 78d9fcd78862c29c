package dev.portreeve.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.compiled.NodeKinds;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.yaml.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Random policies on random requests: compiled code against the oracle. */
class GeneratedPoliciesTest {
  private static final int TEAMS_PER_FRAME = 3;
  private static final String TRIVIAL = "name: %s\nrule: {match: [{output: permit()}]}\n";
  private static final Pattern MISTAKE = Pattern.compile("no value");

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
      Map<String, String> texts = RandomSet.texts(dice);
      Optional<Snapshot> loaded = load(texts);
      while (loaded.isEmpty()) {
        texts = RandomSet.texts(dice);
        loaded = load(texts);
      }
      Snapshot snapshot = loaded.get();
      assertEquals(Map.of(), snapshot.fallbacks(), "seed " + seed + "\n" + texts);
      if (!kinds.reached().containsAll(NodeKinds.all())) {
        kinds.add(snapshot, texts.get("definitions.yaml"));
      }
      run(snapshot, dice, tally, perPolicy);
    }
    assertEquals(NodeKinds.all(), kinds.reached(), "kinds of nodes reached");
    assertTrue(tally.sound() >= 0.4, tally::toString);
    assertTrue(tally.pairs() >= 50_000, tally::toString);
  }

  /**
   * The texts with a policy that says nothing in the place of those that are refused for what can
   * only be a mistake, such as comparing with a value outside an enum: they are random after all.
   * Empty when too few would be left, or a definition is refused.
   */
  private static Optional<Snapshot> load(Map<String, String> texts) {
    Map<String, String> good = new HashMap<>(texts);
    LoadResult result = PolicySetLoader.load(PolicySetFiles.of(texts));
    if (result instanceof LoadResult.Refused refused) {
      for (Diagnostic problem : refused.problems()) {
        assertTrue(MISTAKE.matcher(problem.message()).find(), problem::render);
        String name = problem.file().stem();
        good.put("actions/" + name + ".yaml", TRIVIAL.formatted(name));
      }
      good.remove("actions/definitions.yaml");
      result = PolicySetLoader.load(PolicySetFiles.of(good));
    }
    return result instanceof LoadResult.Loaded loaded
        ? Optional.of(loaded.snapshot())
        : Optional.empty();
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
