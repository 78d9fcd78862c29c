package dev.portreeve.bench.load.client;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What came of calls that were sent at a fixed rate, or as fast as they were answered.
 *
 * @param answered how many
 * @param wrong of them were not the expected answer
 * @param lost how many were not answered in time, or not even sent
 * @param seconds from the first to the last answer
 * @param log an entry per answer; empty where calls were sent as fast as they were answered
 * @param all latencies in nanoseconds, from when each call was due
 * @param latency those alone that no pause of the generator delayed
 */
public record OpenLoopResult(
    long answered,
    long wrong,
    long lost,
    double seconds,
    AnswerLog log,
    Histogram all,
    Histogram latency) {
  /** The share of the answers that may be left out before a round counts as disturbed. */
  private static final double KEPT = 0.1;

  static OpenLoopResult of(long answered, long wrong, long lost, double seconds, AnswerLog log) {
    return new OpenLoopResult(
        answered, wrong, lost, seconds, log, log.latencies(), log.undisturbed());
  }

  /** Right answers a second that came within a deadline, counted from when their calls were due. */
  public double goodWithin(Duration deadline) {
    long within = all.getCountBetweenValues(0, deadline.toNanos());
    return Math.max(0, within - wrong) / seconds;
  }

  /** A percentile of the latencies that no pause of the generator delayed, in microseconds. */
  public double micros(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e3;
  }

  /** The share of the answers that a pause of the generator delayed. */
  public double leftOut() {
    return all.getTotalCount() == 0
        ? 0
        : 1 - (double) latency.getTotalCount() / all.getTotalCount();
  }

  /** Whether so few answers are left out that the others speak for the server. */
  public boolean keptSchedule() {
    return leftOut() <= KEPT;
  }
}
