package dev.portreeve.cli;

import dev.portreeve.sidecar.Sidecar;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGTERM and SIGINT. The first begins a stop; a further one ends the time before it drains, or the
 * process at once.
 */
final class StopSignals {
  /** What a process reports that a signal ended is 128 and the signal's number. */
  private static final int TERM = 15;

  private static final int INT = 2;
  private static final int BY_SIGNAL = 128;

  private final Sidecar sidecar;
  private final AtomicBoolean stopping = new AtomicBoolean();

  private StopSignals(Sidecar sidecar) {
    this.sidecar = sidecar;
  }

  static void take(Sidecar sidecar) {
    StopSignals signals = new StopSignals(sidecar);
    ProcessSignal.handle("TERM", () -> signals.came(TERM));
    ProcessSignal.handle("INT", () -> signals.came(INT));
  }

  private void came(int number) {
    if (stopping.compareAndSet(false, true)) {
      System.exit(Exit.OK);
    } else if (!sidecar.hurry()) {
      Runtime.getRuntime().halt(BY_SIGNAL + number);
    }
  }
}
