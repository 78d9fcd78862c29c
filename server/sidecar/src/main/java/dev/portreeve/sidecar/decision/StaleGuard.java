package dev.portreeve.sidecar.decision;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.source.team.TeamLookup;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Denies everything while what is in force may be older than the operator allows. */
public final class StaleGuard implements DecisionPoint {
  /** The reason of those denials. */
  public static final String REASON = "policy_stale";

  private static final Decision STALE =
      new Decision(
          Outcome.DENY,
          REASON,
          "The policies in force are older than this server may use.",
          "",
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Map.of());

  private final DecisionPoint next;
  private final BooleanSupplier stale;

  public StaleGuard(DecisionPoint next, BooleanSupplier stale) {
    this.next = next;
    this.stale = stale;
  }

  @Override
  public Decision decide(Snapshot snapshot, Frame frame, TeamLookup team) {
    return stale.getAsBoolean() ? STALE : next.decide(snapshot, frame, team);
  }
}
