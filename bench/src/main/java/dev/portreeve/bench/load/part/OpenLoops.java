package dev.portreeve.bench.load.part;

import dev.portreeve.bench.load.drive.Paced;
import dev.portreeve.bench.load.drive.Pacer;
import dev.portreeve.bench.load.drive.Prepared;
import dev.portreeve.bench.load.drive.Shape;
import dev.portreeve.bench.load.tell.Median;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Open loops: calls come when they come, however long answers take. */
final class OpenLoops {
  private static final int SATURATION_ROUNDS = 3;
  private static final double[] PERCENTILES = {50, 99, 99.9};

  private OpenLoops() {}

  /** Runs one; an answer that is wrong or does not come ends the load test. */
  static Paced run(Prepared prepared, double rate, int seconds) throws IOException {
    Paced paced = Pacer.run(prepared, shape(prepared), rate, Duration.ofSeconds(seconds));
    if (paced.wrong() > 0 || paced.lost() > 0) {
      throw new IllegalStateException(
          "%s at %.0f a second: %d answers, %d of them wrong, and %d calls without one"
              .formatted(
                  prepared.asked().label(), rate, paced.answered(), paced.wrong(), paced.lost()));
    }
    return paced;
  }

  /** Checks a second that a server answers at most, warm. */
  static double saturation(Bench bench, Prepared prepared)
      throws IOException, InterruptedException {
    Shape shape = shape(prepared);
    bench.report().progress("saturation of " + prepared.asked().label());
    bench.drive().closed(prepared, shape, bench.settings().warmUp());
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < SATURATION_ROUNDS; i++) {
      rates.add(bench.drive().closed(prepared, shape, bench.settings().seconds()).rate());
    }
    return Median.of(rates);
  }

  private static Shape shape(Prepared prepared) {
    return switch (prepared.asked().protocol()) {
      case HTTP -> Throughput.MANY;
      case GRPC -> Throughput.STREAMS;
    };
  }

  /** The median over the rounds of p50, p99 and p99.9, in microseconds. */
  static List<Double> micros(List<Paced> rounds) {
    List<Double> micros = new ArrayList<>();
    for (double percentile : PERCENTILES) {
      micros.add(Median.of(rounds.stream().map(round -> round.micros(percentile)).toList()));
    }
    return micros;
  }

  /** The p99 of each round, in microseconds. */
  static List<Double> p99(List<Paced> rounds) {
    return rounds.stream().map(round -> round.micros(99)).toList();
  }
}
