package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.ClosedLoopResult;
import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.client.Shape;
import dev.portreeve.bench.load.report.Goal;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Closed loops that take turns, round after round, so that what disturbs one disturbs all. */
final class ClosedLoops {
  /** From this share of a core on the server is what limits the rate. */
  static final double SATURATED = 0.93;

  /** A server, what it is asked, and by how many at once. */
  record Loop(PreparedTarget prepared, Shape shape) {
    String label() {
      return prepared.asked().label() + ", " + shape.label();
    }
  }

  private final Map<Loop, List<ClosedLoopResult>> rounds = new LinkedHashMap<>();

  private ClosedLoops() {}

  /** Warms the servers up and drives each loop in each round. */
  static ClosedLoops run(ScenarioContext bench, List<Loop> loops)
      throws IOException, InterruptedException {
    ClosedLoops results = new ClosedLoops();
    Settings settings = bench.settings();
    Set<PreparedTarget> warm = new LinkedHashSet<>();
    for (Loop loop : loops) {
      if (warm.add(loop.prepared())) {
        bench.report().progress("warming up: " + loop.label());
        bench.drive().closed(loop.prepared(), loop.shape(), settings.warmUp());
      }
    }
    for (int round = 1; round <= settings.rounds(); round++) {
      bench.report().progress("round " + round + " of " + settings.rounds());
      List<Loop> turns = new ArrayList<>(loops);
      if (round % 2 == 0) {
        Collections.reverse(turns);
      }
      for (Loop loop : turns) {
        ClosedLoopResult measured =
            bench.drive().closed(loop.prepared(), loop.shape(), settings.seconds());
        results.rounds.computeIfAbsent(loop, any -> new ArrayList<>()).add(measured);
      }
    }
    return results;
  }

  /** Keeps the figures of all loops. */
  void report(String part, Report report) {
    for (Loop loop : rounds.keySet()) {
      report.figure(part, loop.label(), Report.RATE, rates(loop));
      report.figure(part, loop.label(), Report.CPU, cpu(loop));
    }
  }

  List<Double> rates(Loop loop) {
    return values(loop, ClosedLoopResult::rate);
  }

  List<Double> cpu(Loop loop) {
    return values(loop, ClosedLoopResult::cpuMicros);
  }

  double rate(Loop loop) {
    return Median.of(rates(loop));
  }

  /** How many times as many checks one loop answers as another. */
  double rateRatio(Loop loop, Loop against) {
    return Median.ofRatios(rates(loop), rates(against));
  }

  /** How many times as much processor time a check takes. */
  double cpuRatio(Loop loop, Loop against) {
    return Median.ofRatios(cpu(loop), cpu(against));
  }

  /** A goal for how many times as many checks one loop answers as another. */
  Goal goal(String what, double atLeast, Loop own, Loop other) {
    return Goal.atLeast(what, atLeast, rateRatio(own, other)).andByCpu(cpuRatio(other, own));
  }

  /** How busy the server was, with a mark where something else was the limit. */
  String busy(Loop loop) {
    double busy = Median.of(values(loop, ClosedLoopResult::busy));
    String percent = Math.round(busy * 100) + " %";
    return busy < SATURATED ? percent + " (generator-bound)" : percent;
  }

  private List<Double> values(Loop loop, ToDoubleFunction<ClosedLoopResult> value) {
    List<ClosedLoopResult> all = rounds.getOrDefault(loop, List.of());
    return all.stream().mapToDouble(value).boxed().toList();
  }
}
