package dev.portreeve.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.bench.handwritten.HandCheck;
import dev.portreeve.bench.handwritten.HandRules;
import dev.portreeve.bench.shipped.CaseMix;
import dev.portreeve.bench.shipped.ShippedSet;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Param;

/** The rules by hand are the rules of the policies, and the mixes end differently. */
class HandRulesTest {
  private static final ShippedSet SET = ShippedSet.load();
  private static final CaseSet CASES = SET.cases();

  @TestFactory
  Stream<DynamicTest> decide_everyCaseOfTheSet_decidesLikeThePolicy() {
    return HandRules.BY_ACTION.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> compare(entry.getValue(), entry.getKey())));
  }

  private static void compare(HandRules hand, String action) {
    List<Case> cases = CASES.of(action).stream().filter(CaseMix::isOrdinary).toList();
    assertTrue(cases.size() >= CaseMix.SIZE, "cases: " + cases.size());
    for (Case one : cases) {
      Frame frame = one.request().frame(SET.snapshot().schema(), Instant.now());
      CaseTeam team = one.team().orElseThrow();
      Decision decision = SET.snapshot().decide(frame, team.team()).spoken("", "");
      assertEquals(decision, hand.decide(HandCheck.of(one.request(), team)), one.location());
    }
  }

  @Test
  void everyAction_itsParameter_namesAllActionsOfTheSet() throws NoSuchFieldException {
    Param actions =
        DecisionBenchmark.Every.class.getDeclaredField("action").getAnnotation(Param.class);
    assertEquals(SET.snapshot().policies(), Set.of(actions.value()));
  }

  @Test
  void of_everyAction_endsInSeveralWays() {
    for (String action : SET.snapshot().policies()) {
      List<Case> mix = CaseMix.of(CASES, action);
      assertEquals(CaseMix.SIZE, mix.size(), action);
      Set<String> reasons = new HashSet<>();
      mix.forEach(one -> reasons.add(one.want().reason()));
      assertTrue(reasons.size() > 1 || CASES.of(action).size() < 2, action);
    }
  }
}
