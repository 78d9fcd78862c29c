package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A decision without computed parts is one object for the life of its snapshot; so is the way. */
@Tag("gate")
class AllocationTest {
  /* Enough that HotSpot has compiled what is decided, and knows what does not escape. */
  private static final int WARM_UP = 30_000;
  private static final int DECISIONS = 1_000;
  private static final int ROUNDS = 20;

  private static final String CHANGES = "settings.update";

  /* What a check makes these actions compute, and the bytes that this may take. */
  private static final Map<String, Integer> COMPUTED =
      Map.of(
          CHANGES,
          65_536, // the settings as the proposed change would leave them
          "private_npm.scopes.update",
          512, // the list of valid scopes
          "package.import",
          192, // the scope of a private package, and the path of a wrong fact
          "collection.read_json",
          24); // how long a key has been idle

  private final ThreadMXBean threads =
      (ThreadMXBean) ManagementFactory.getPlatformMXBean(java.lang.management.ThreadMXBean.class);

  /* Where decisions go, so that they must be made. */
  @SuppressWarnings("unused")
  private @Nullable Decision last;

  /** A case ready to be decided again and again. */
  private record Check(String location, Snapshot snapshot, Frame frame, @Nullable Team team) {}

  private static Check check(Case one, LoadedSet set) {
    return new Check(
        one.location(),
        set.snapshot(),
        one.request().frame(set.snapshot().schema(), java.time.Instant.EPOCH),
        one.team().map(CaseTeam::team).orElse(null));
  }

  private static Decision decide(Check check) {
    Team team = check.team();
    return team == null
        ? check.snapshot().decide(check.frame())
        : check.snapshot().decide(check.frame(), team);
  }

  @Test
  void decide_constantDecisionOfShippedCase_allocatesNothing() {
    List<String> allocating = new ArrayList<>();
    int constant = 0;
    int all = 0;
    for (LoadedSet set : LoadedSet.shipped()) {
      for (String action : new TreeSet<>(set.snapshot().policies())) {
        List<Check> checks = set.cases().of(action).stream().map(one -> check(one, set)).toList();
        List<Check> constants = checks.stream().filter(AllocationTest::constant).toList();
        all += checks.size();
        constant += constants.size();
        warmUp(constants);
        for (Check check : constants) {
          int computed = COMPUTED.getOrDefault(action, 0);
          long bytes = allocated(check, computed);
          if (bytes > computed) {
            allocating.add(check.location() + " allocates " + bytes + " bytes");
          }
        }
      }
    }
    assertEquals(List.of(), allocating);
    assertTrue(constant > all * 3 / 4, constant + " of " + all + " cases have constant decisions");
  }

  @Test
  void decide_missingFactInShippedCase_isOneObject() {
    for (LoadedSet set : LoadedSet.shipped()) {
      for (Case one : set.cases().cases()) {
        Check check = check(one, set);
        Decision decision = decide(check);
        boolean change = one.request().action().equals(CHANGES);
        if (decision.reason().equals(Reasons.MISSING_FACT) && !change) {
          assertSame(decision, decide(check), one::location);
        }
      }
    }
  }

  /** Whether the answer is one object, whenever it is asked for. */
  @SuppressWarnings("ReferenceEquality") // that is the question
  private static boolean constant(Check check) {
    Decision first = decide(check);
    return first == decide(check);
  }

  private void warmUp(List<Check> checks) {
    for (int i = 0; i < WARM_UP && !checks.isEmpty(); i++) {
      last = decide(checks.get(i % checks.size()));
    }
  }

  @Test
  void decide_publicPackage_allocatesNothing() {
    for (LoadedSet set : LoadedSet.shipped()) {
      List<Check> checks =
          set.cases().of("package.import").stream()
              .filter(one -> !one.request().resource().properties().containsValue(true))
              .map(one -> check(one, set))
              .filter(AllocationTest::constant)
              .filter(check -> check.frame().invalid().isEmpty())
              .toList();
      warmUp(checks);
      for (Check check : checks) {
        assertEquals(0, allocated(check, 0), check::location);
      }
    }
  }

  /**
   * The bytes that a decision of the best round took.
   *
   * @param enough as few as need not be bettered
   */
  private long allocated(Check check, int enough) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > (long) enough * DECISIONS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < DECISIONS; i++) {
        last = decide(check);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least / DECISIONS;
  }
}
