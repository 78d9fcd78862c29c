package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the next start find what reloads have type-checked, not after each of them. */
final class TypeCheckKeeping {
  private static final Logger LOG = LoggerFactory.getLogger(TypeCheckKeeping.class);

  /** Writing all that was type-checked costs as much as checking some policies. */
  static final Duration USUAL = Duration.ofSeconds(10);

  private final TypeCheckStore store;
  private final Duration between;
  private boolean behind;
  private long next = System.nanoTime();

  /**
   * @param between so much time at least passes between two times that the store is told
   */
  TypeCheckKeeping(TypeCheckStore store, Duration between) {
    this.store = store;
    this.between = between;
  }

  void changed() {
    behind = true;
  }

  void maybeKeep(Snapshot inForce) {
    if (next - System.nanoTime() <= 0) {
      keep(inForce);
    }
  }

  /** Never throws. */
  void keep(Snapshot inForce) {
    if (!behind) {
      return;
    }
    behind = false;
    next = System.nanoTime() + between.toNanos();
    try {
      PolicySetLoader.keep(inForce, store);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("checked expressions are not kept for the next start", e);
    }
  }
}
