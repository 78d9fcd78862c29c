package dev.portreeve.client.enforce;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Answers a check from memory that was permitted a moment ago with the same facts.
 *
 * <p>Only permits without obligations are kept, and only of decision points that say their {@code
 * policy_version}. A batch is always asked, since it is decided under one policy set.
 */
public final class CachingDecisionPoint implements DecisionPoint {
  private final DecisionPoint delegate;
  private final PermitCache permits;

  /**
   * @param lifetime for how long a permit may be used again
   * @param maxPermits how many are kept; beyond that the one that was used longest ago goes
   * @param nanoTime a clock that never goes back
   */
  public CachingDecisionPoint(
      DecisionPoint delegate, Duration lifetime, int maxPermits, LongSupplier nanoTime) {
    this.delegate = delegate;
    this.permits = new PermitCache(lifetime, maxPermits, nanoTime);
  }

  @Override
  public Decision check(Check check) {
    Optional<Decision> known = permits.find(check);
    if (known.isPresent()) {
      return known.get();
    }
    PermitCache.Asking asking = permits.ask();
    Decision decision = delegate.check(check);
    permits.answered(asking, check, decision);
    return decision;
  }

  @Override
  public List<Decision> checkAll(Batch batch) {
    PermitCache.Asking asking = permits.ask();
    List<Decision> decisions = delegate.checkAll(batch);
    for (int i = 0; i < decisions.size(); i++) {
      permits.answered(asking, batch.items().get(i), decisions.get(i));
    }
    return decisions;
  }

  @Override
  public void close() {
    permits.clear();
    delegate.close();
  }
}
