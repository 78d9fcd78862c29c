package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.OpenLoopProcess;
import dev.portreeve.bench.load.client.OpenLoopResult;
import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.client.Shape;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.servers.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Open loops: calls come when they come, however long answers take. */
final class OpenLoops {
  private static final int SATURATION_ROUNDS = 3;
  private static final double HALF = 0.5;

  /** The first rate is above what is wanted, and so is the cost of a call there. */
  private static final int TRIES = 2;

  private static final double[] PERCENTILES = {50, 99, 99.9, 99.99};

  /**
   * What one round of an open loop measured.
   *
   * @param paced the answers
   * @param busy the share of one core that the server took
   */
  record Turn(OpenLoopResult paced, double busy) {
    double micros(double percentile) {
      return paced.micros(percentile);
    }
  }

  private OpenLoops() {}

  /** Runs one; an answer that is wrong or does not come ends the load test. */
  static Turn run(ScenarioContext bench, PreparedTarget prepared, double rate, int seconds)
      throws IOException, InterruptedException {
    ChildProcess process = prepared.asked().server().process();
    long[] before = new long[1];
    OpenLoopResult paced =
        OpenLoopProcess.run(
            prepared,
            shape(prepared),
            rate,
            Duration.ofSeconds(seconds),
            bench.lab().scratch(),
            () -> before[0] = process.cpuMicros());
    double busy = (process.cpuMicros() - before[0]) / paced.seconds() / 1e6;
    if (paced.wrong() > 0 || paced.lost() > 0) {
      throw new IllegalStateException(
          "%s at %.0f a second: %d answers, %d of them wrong, and %d calls without one"
              .formatted(
                  prepared.asked().label(), rate, paced.answered(), paced.wrong(), paced.lost()));
    }
    return new Turn(paced, busy);
  }

  /**
   * Checks a second at which the server is busy for half of the time. Calls that come one by one
   * cost it more than those of a flood, which it reads and answers together, so this is less than
   * half of its saturation.
   */
  static double halfBusy(ScenarioContext bench, PreparedTarget prepared)
      throws IOException, InterruptedException {
    double rate = saturation(bench, prepared) * HALF;
    if (bench.settings().smoke()) {
      return rate;
    }
    for (int i = 0; i < TRIES; i++) {
      rate *= HALF / run(bench, prepared, rate, bench.settings().seconds()).busy();
    }
    return rate;
  }

  /**
   * Checks a second that a server answers at most, warm. Over gRPC only our own generator asks
   * different checks in turn, so that one finds it out; it is then compiled as well.
   */
  static double saturation(ScenarioContext bench, PreparedTarget prepared)
      throws IOException, InterruptedException {
    bench.report().progress("saturation of " + prepared.asked().label());
    Settings settings = bench.settings();
    if (settings.smoke()) {
      return flatOut(prepared, settings.seconds());
    }
    bench.drive().closed(prepared, shape(prepared), settings.warmUp());
    flatOut(prepared, settings.warmUp());
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < SATURATION_ROUNDS; i++) {
      rates.add(
          switch (prepared.asked().protocol()) {
            case HTTP -> bench.drive().closed(prepared, shape(prepared), settings.seconds()).rate();
            case GRPC -> flatOut(prepared, settings.seconds());
          });
    }
    return Median.of(rates);
  }

  private static double flatOut(PreparedTarget prepared, int seconds) throws IOException {
    OpenLoopResult paced =
        OpenLoopProcess.flatOut(prepared, shape(prepared), Duration.ofSeconds(seconds));
    return paced.answered() / paced.seconds();
  }

  private static Shape shape(PreparedTarget prepared) {
    return switch (prepared.asked().protocol()) {
      case HTTP -> ThroughputScenario.MANY;
      case GRPC -> ThroughputScenario.STREAMS;
    };
  }

  /**
   * A table of latencies.
   *
   * @param first the headings of what tells rows apart
   */
  static Table table(String title, String... first) {
    List<String> head = new ArrayList<>(List.of(first));
    head.addAll(
        List.of("p50, µs", "p99, µs", "p99.9, µs", "p99.99, µs", "p99 of all, µs", "server busy"));
    return new Table(title, head.toArray(String[]::new));
  }

  /**
   * Adds the medians over some rounds to it.
   *
   * @param first what tells the row apart
   */
  static void row(Table table, List<Turn> rounds, Object... first) {
    List<Object> cells = new ArrayList<>(List.of(first));
    for (double percentile : PERCENTILES) {
      cells.add(Median.of(rounds.stream().map(round -> round.micros(percentile)).toList()));
    }
    cells.add(disturbed(rounds));
    cells.add(busy(rounds));
    table.row(cells.toArray());
  }

  /** How busy the server was, of one core. */
  private static String busy(List<Turn> rounds) {
    return Math.round(Median.of(rounds.stream().map(Turn::busy).toList()) * 100) + " %";
  }

  /** The latencies of all rounds together, in nanoseconds. */
  static Histogram merged(List<Turn> rounds) {
    Histogram all = new Histogram(3);
    rounds.forEach(round -> all.add(round.paced().latency()));
    return all;
  }

  /**
   * The p99 of all answers, those too that a pause of the generator delayed, and how many those
   * are; with a mark where they are too many.
   */
  private static String disturbed(List<Turn> rounds) {
    double all =
        Median.of(
            rounds.stream()
                .map(round -> round.paced().all().getValueAtPercentile(99) / 1e3)
                .toList());
    double out = Median.of(rounds.stream().map(round -> round.paced().leftOut()).toList());
    long late = rounds.stream().filter(round -> !round.paced().keptSchedule()).count();
    String mark = late > 0 ? ", schedule not kept in %d rounds".formatted(late) : "";
    return "%,.0f (%.1f %% left out%s)".formatted(all, out * 100, mark);
  }

  /** The p99 of each round, in microseconds. */
  static List<Double> p99(List<Turn> rounds) {
    return rounds.stream().map(round -> round.micros(99)).toList();
  }
}
