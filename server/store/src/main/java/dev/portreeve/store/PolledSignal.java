package dev.portreeve.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks again and again how far the store has come. */
final class PolledSignal implements ChangeSignal {
  private static final long PACE_MILLIS = 100;

  private final TeamStore store;
  private @Nullable StoreState seen;

  PolledSignal(TeamStore store) {
    this.store = store;
  }

  @Override
  public void await(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    while (!changed() && until - System.nanoTime() > 0) {
      TimeUnit.MILLISECONDS.sleep(PACE_MILLIS);
    }
  }

  private boolean changed() {
    try {
      StoreState now = store.state();
      boolean other = !now.equals(seen);
      seen = now;
      return other;
    } catch (StoreException e) {
      return false; // who reads the changes says what is wrong
    }
  }

  @Override
  public void close() {}
}
