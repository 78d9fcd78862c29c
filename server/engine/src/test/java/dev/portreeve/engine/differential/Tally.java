package dev.portreeve.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides checks both ways, demands equal answers, and counts what was reached. */
final class Tally {
  private static final Set<String> ERRORS =
      Set.of(
          Reasons.MISSING_FACT, Reasons.INVALID_FACT, Reasons.POLICY_ERROR, Reasons.UNKNOWN_TEAM);

  private final long seed;
  private final Map<String, BitSet> held = new HashMap<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private long pairs;
  private long errors;

  Tally(long seed) {
    this.seed = seed;
  }

  void compare(Snapshot snapshot, Frame frame, @Nullable Team team) {
    String action = frame.actionName();
    BitSet reached = held.computeIfAbsent(action, a -> new BitSet());
    Decision compiled = team == null ? snapshot.decide(frame) : snapshot.decide(frame, team);
    Decision expected =
        snapshot.decide(
            frame,
            team,
            (match, holds) -> {
              if (holds) {
                reached.set(match);
              }
              return holds;
            });
    if (!expected.equals(compiled)) {
      assertEquals(expected, compiled, () -> described(snapshot, frame, team));
    }
    pairs++;
    if (ERRORS.contains(expected.reason())) {
      errors++;
      reasons.merge(expected.reason(), 1L, Long::sum);
    }
  }

  private String described(Snapshot snapshot, Frame frame, @Nullable Team team) {
    StringBuilder text = new StringBuilder("seed " + seed + "\n");
    snapshot.guards().document().ifPresent(guards -> text.append(guards.file().text()));
    snapshot.policy(frame.actionName()).ifPresent(policy -> text.append(policy.file().text()));
    text.append("subject ").append(frame.subjectType()).append(' ').append(frame.subjectId());
    text.append(", resource ").append(frame.resourceType()).append(' ').append(frame.resourceId());
    text.append(team == null ? ", no team" : ", a team of id " + team.id()).append('\n');
    snapshot
        .schema()
        .facts()
        .forEach(
            fact ->
                text.append(fact.path())
                    .append(": ")
                    .append(frame.value(fact.slot()))
                    .append('\n'));
    return text.toString();
  }

  long pairs() {
    return pairs;
  }

  /** The part of the pairs whose answer is not about an error. */
  double sound() {
    return 1 - (double) errors / pairs;
  }

  /** The matches of a policy that held at least once. */
  BitSet held(String action) {
    return held.getOrDefault(action, new BitSet());
  }

  @Override
  public String toString() {
    return pairs + " pairs, " + errors + " errors, seed " + seed + ", " + reasons;
  }
}
