package dev.portreeve.client.spring.autoconfigure;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Remembers when a decision point last answered, and whether it has failed since. */
final class AnswerWatch {
  private static final long RECENT_NANOS = Duration.ofSeconds(10).toNanos();

  private final LongSupplier nanoTime;
  private volatile boolean answering;
  private volatile long answeredAt;

  AnswerWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether the last check was answered, and that not long ago. */
  boolean answeredRecently() {
    return answering && nanoTime.getAsLong() - answeredAt < RECENT_NANOS;
  }

  private Decision seen(Decision decision) {
    if (decision.failure().isEmpty()) {
      answeredAt = nanoTime.getAsLong();
      answering = true;
    } else {
      answering = false;
    }
    return decision;
  }

  DecisionPoint watching(DecisionPoint delegate) {
    return new DecisionPoint() {
      @Override
      public Decision check(Check check) {
        return seen(delegate.check(check));
      }

      @Override
      public List<Decision> checkAll(Batch batch) {
        List<Decision> decisions = delegate.checkAll(batch);
        decisions.forEach(AnswerWatch.this::seen);
        return decisions;
      }

      @Override
      public void close() {
        delegate.close();
      }
    };
  }
}
