package dev.portreeve.engine.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.RuleTree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every shipped policy on random requests and on bent cases: compiled code against the oracle. */
class ShippedPoliciesTest {
  private static final Pattern LITERAL = Pattern.compile("[\"']([^\"'\\s]*)[\"']");

  private static final Set<String> MENTIONING = Set.of("definitions.yaml", "guards.yaml");

  @Test
  void decide_randomRequests_equalToOracle() {
    long seed = Dice.seed();
    Tally tally = new Tally(seed);
    int perPolicy = Dice.effort(1_200, 40_000);
    for (LoadedSet set : LoadedSet.shipped()) {
      Snapshot snapshot = set.snapshot();
      Dice dice = new Dice(seed);
      RandomChecks checks = new RandomChecks(dice, snapshot.schema(), mentioned(set));
      List<Team> teams = new ArrayList<>();
      for (int i = 0; i < 60 && snapshot.schema().team().isPresent(); i++) {
        teams.add(checks.team());
      }
      BitSet guards = new BitSet();
      for (String action : new TreeSet<>(snapshot.policies())) {
        run(set, action, checks, teams, dice, tally, perPolicy);
        for (RuleTree.Match match : snapshot.policy(action).orElseThrow().matches()) {
          assertTrue(tally.held(action).get(match.id()), () -> action + " never reaches " + match);
        }
        guards.or(tally.held(action));
      }
      for (RuleTree.Match match : snapshot.guards().matches()) {
        assertTrue(guards.get(match.id()), () -> "no action reaches " + match);
      }
    }
    assertTrue(tally.sound() >= 0.4, tally::toString);
    assertTrue(tally.pairs() >= 50_000, tally::toString);
  }

  private static void run(
      LoadedSet set,
      String action,
      RandomChecks checks,
      List<Team> teams,
      Dice dice,
      Tally tally,
      int count) {
    Snapshot snapshot = set.snapshot();
    List<Case> cases = set.cases().of(action);
    List<String> types = snapshot.schema().action(action).orElseThrow().resourceTypes();
    for (Case one : cases) {
      tally.compare(
          snapshot,
          one.request().frame(snapshot.schema(), RandomChecks.NOW),
          one.team().map(CaseTeam::team).orElse(null));
    }
    for (int i = 0; i < count; i++) {
      Team random = teams.isEmpty() || dice.chance(0.04) ? null : dice.pick(teams);
      if (dice.chance(0.4)) {
        tally.compare(snapshot, ready(checks.frame(action, types), random), random);
      } else {
        Case one = dice.pick(cases);
        Team team = dice.chance(0.2) ? random : one.team().map(CaseTeam::team).orElse(null);
        Frame frame = one.request().frame(snapshot.schema(), RandomChecks.NOW);
        tally.compare(snapshot, ready(checks.bent(frame), team), team);
      }
    }
  }

  /** Without a team, most frames name none: else nothing but that would be told. */
  private static Frame ready(Frame frame, @Nullable Team team) {
    if (team == null && frame.subjectId().hashCode() % 3 != 0) {
      frame.schema().team().ifPresent(fact -> frame.fact(fact.slot(), 1));
    }
    return frame;
  }

  /** What the set's policies compare with. */
  private static List<String> mentioned(LoadedSet set) {
    TreeSet<String> texts = new TreeSet<>(RandomValues.STRINGS);
    set.texts()
        .forEach(
            (path, text) -> {
              if (path.startsWith("actions/") || MENTIONING.contains(path)) {
                Matcher literal = LITERAL.matcher(text);
                while (literal.find()) {
                  texts.add(literal.group(1));
                }
              }
            });
    return List.copyOf(texts);
  }
}
