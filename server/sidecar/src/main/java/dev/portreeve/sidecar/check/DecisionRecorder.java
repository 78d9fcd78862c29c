package dev.portreeve.sidecar.check;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.log.DecisionLog;
import dev.portreeve.sidecar.log.LoggedSearch;
import dev.portreeve.sidecar.loop.OnLoop;
import dev.portreeve.source.team.TeamLookup;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Records what is decided, where that is wished, and holds checks up while it cannot. */
public final class DecisionRecorder {
  /** Records nothing. */
  public static final DecisionRecorder NONE = new DecisionRecorder(Optional.empty());

  private final @Nullable DecisionLog log;

  /**
   * @param log takes the decisions; empty: nobody does
   */
  public DecisionRecorder(Optional<DecisionLog> log) {
    this.log = log.orElse(null);
  }

  /** Whether a check may be decided now. */
  boolean ready() {
    return log == null || log.admits();
  }

  /**
   * Completes on the caller's event loop when something may be decided.
   *
   * @return fails with {@link CheckUnavailable} when that takes too long
   */
  public Future<Void> whenReady() {
    return log == null
        ? Future.succeededFuture()
        : whenReady(log, System.nanoTime() + log.patience().toNanos());
  }

  private static Future<Void> whenReady(DecisionLog log, long deadline) {
    long left = deadline - System.nanoTime();
    if (log.admits()) {
      return Future.succeededFuture();
    }
    if (left <= 0) {
      return Future.failedFuture(CheckUnavailable.unrecorded());
    }
    return OnLoop.of(log.room().orTimeout(left, TimeUnit.NANOSECONDS))
        .recover(
            late ->
                late instanceof TimeoutException
                    ? Future.failedFuture(CheckUnavailable.unrecorded())
                    : Future.failedFuture(late))
        .compose(again -> whenReady(log, deadline));
  }

  /** Records a page of a search, or a filter. */
  public void record(LoggedSearch search) {
    if (log != null) {
      log.record(search);
    }
  }

  /** Has a check decided and records the decision. */
  Decision decide(
      DecisionPoint decisions,
      Snapshot snapshot,
      Frame frame,
      TeamLookup team,
      CheckSource source) {
    if (log == null) {
      return decisions.decide(snapshot, frame, team);
    }
    long began = System.nanoTime();
    Decision decision = decisions.decide(snapshot, frame, team);
    log.record(snapshot, frame, team, decision, source, System.nanoTime() - began);
    return decision;
  }
}
