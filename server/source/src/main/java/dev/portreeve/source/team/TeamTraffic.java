package dev.portreeve.source.team;

import java.util.concurrent.atomic.LongAdder;

/** Counts the teams that were read because a check needed them, and those that had to leave. */
public final class TeamTraffic {
  private final LongAdder reads = new LongAdder();
  private final LongAdder evictions = new LongAdder();

  TeamTraffic() {}

  void read() {
    reads.increment();
  }

  void evicted() {
    evictions.increment();
  }

  public long reads() {
    return reads.sum();
  }

  public long evictions() {
    return evictions.sum();
  }
}
