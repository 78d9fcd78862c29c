package dev.portreeve.sidecar.decision;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.oracle.PolicyFailure;
import dev.portreeve.source.team.TeamLookup;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why policies fail to decide ({@code policy_error}): of each policy once in ten seconds,
 * since finding out takes deciding the check again, slowly.
 */
public final class FailureLog implements DecisionPoint {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

  private final DecisionPoint next;
  private final LongSupplier nanos;

  /* When the failure of a policy was logged last; there are as many as the sets have had. */
  private final Map<String, Long> logged = new ConcurrentHashMap<>();

  /**
   * @param nanos a clock such as {@link System#nanoTime}
   */
  public FailureLog(DecisionPoint next, LongSupplier nanos) {
    this.next = next;
    this.nanos = nanos;
  }

  @Override
  public Decision decide(Snapshot snapshot, Frame frame, TeamLookup team) {
    Decision decision = next.decide(snapshot, frame, team);
    if (decision.reason().equals(Reasons.POLICY_ERROR) && isDue(decision.policy())) {
      log(decision.policy(), snapshot, frame, team);
    }
    return decision;
  }

  private boolean isDue(String policy) {
    long now = nanos.getAsLong();
    Long last = logged.get(policy);
    boolean due = last == null || now - last >= PAUSE_NANOS;
    if (due) {
      logged.put(policy, now);
    }
    return due;
  }

  private static void log(String policy, Snapshot snapshot, Frame frame, TeamLookup lookup) {
    @Nullable Team team = lookup instanceof TeamLookup.Known known ? known.team() : null;
    Optional<PolicyFailure> failure = snapshot.failure(frame, team);
    LOG.warn(
        "policy {} failed at {}: {}; the check is denied as policy_error, and so are others like it"
            + " (decision_id {})",
        policy,
        failure.map(PolicyFailure::place).orElse("an unknown match"),
        failure
            .map(PolicyFailure::cause)
            .orElse("only its compiled form fails, which is a defect of the server"),
        frame.identify());
  }
}
