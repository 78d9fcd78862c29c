package dev.portreeve.sidecar.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts log lines that were not written, for the process's one log. */
public final class LogLoss {
  /** Lost because they came faster than standard error took them. */
  public static final LongAdder DROPPED = new LongAdder();

  /** Left out because the same was logged again and again. */
  public static final LongAdder SUPPRESSED = new LongAdder();

  private LogLoss() {}
}
