package dev.portreeve.bench.load.client;

import org.HdrHistogram.Histogram;

/**
 * What came of calls that were sent at a fixed rate, or as fast as they were answered.
 *
 * @param answered how many
 * @param wrong of them were not the expected answer
 * @param lost how many were not answered in time, or not even sent
 * @param seconds from the first to the last answer
 * @param stalled the share of them that the generator was not given its core
 * @param latency in nanoseconds, from when each should have been sent
 */
public record OpenLoopResult(
    long answered, long wrong, long lost, double seconds, double stalled, Histogram latency) {
  public double micros(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e3;
  }
}
