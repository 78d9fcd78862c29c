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
 * @param latency in nanoseconds, from when each call was due
 * @param sendLag in nanoseconds, from when each call was due until it was sent
 */
public record OpenLoopResult(
    long answered,
    long wrong,
    long lost,
    double seconds,
    AnswerLog log,
    Histogram latency,
    Histogram sendLag) {
  /** The share of the p99 that the generator may be late before a round counts as disturbed. */
  private static final double KEPT = 0.1;

  static OpenLoopResult of(long answered, long wrong, long lost, double seconds, AnswerLog log) {
    return new OpenLoopResult(answered, wrong, lost, seconds, log, log.latencies(), log.sendLags());
  }

  /** Right answers a second that came within a deadline, counted from when their calls were due. */
  public double goodWithin(Duration deadline) {
    long within = latency.getCountBetweenValues(0, deadline.toNanos());
    return Math.max(0, within - wrong) / seconds;
  }

  public double micros(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e3;
  }

  /** A percentile of the send lag, in microseconds. */
  public double lagMicros(double percentile) {
    return sendLag.getValueAtPercentile(percentile) / 1e3;
  }

  /**
   * Whether the latencies are the server's: at most one call in a thousand was sent later than a
   * tenth of the p99 after it was due.
   */
  public boolean keptSchedule() {
    return lagMicros(99.9) <= KEPT * micros(99);
  }
}
