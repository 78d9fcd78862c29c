package dev.portreeve.bench.glob;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times several matchers in turns, so that whatever else the machine does falls on all alike, and
 * takes the median of each. It counts the thread's processor time, not the clock's.
 */
public final class Stopwatch {
  /** One matcher and what it is asked in a turn. */
  @SuppressWarnings("ArrayRecordComponent") // read in the timed loop, never compared
  private record Runner(Matcher matcher, String[] specifiers, int repeats) {}

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<Runner> runners = new ArrayList<>();
  private int matches;

  /** Adds a matcher and gives its number. */
  public int add(Matcher matcher, String[] specifiers, int repeats) {
    runners.add(new Runner(matcher, specifiers, repeats));
    return runners.size() - 1;
  }

  /** The median nanoseconds of a match, by the matchers' numbers; the first turns do not count. */
  public double[] run(int turns) {
    int warmup = turns / 2;
    double[][] times = new double[runners.size()][turns];
    for (int turn = -warmup; turn < turns; turn++) {
      for (int i = 0; i < times.length; i++) {
        double time = time(runners.get(i));
        if (turn >= 0) {
          times[i][turn] = time;
        }
      }
    }
    return Arrays.stream(times).mapToDouble(Stopwatch::median).toArray();
  }

  private double time(Runner runner) {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int repeat = 0; repeat < runner.repeats(); repeat++) {
      for (String specifier : runner.specifiers()) {
        matches += runner.matcher().matches(specifier) ? 1 : 0;
      }
    }
    long time = THREADS.getCurrentThreadCpuTime() - start;
    return (double) time / runner.repeats() / runner.specifiers().length;
  }

  /** What has matched so far; printed, so that no match can be left out. */
  public int matches() {
    return matches;
  }

  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
