package dev.portreeve.store;

import java.time.Duration;

/** Waits for changes of a store. One that is missed costs time and nothing else. */
interface ChangeSignal extends AutoCloseable {
  /** Waits until something may have changed, no longer than so long. */
  void await(Duration atMost) throws InterruptedException;

  @Override
  void close();
}
