package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.OpenLoopProcess;
import dev.portreeve.bench.load.client.OpenLoopResult;
import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.client.Shape;
import dev.portreeve.bench.load.report.Goal;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.servers.ChildProcess;
import dev.portreeve.bench.load.servers.CpuQuota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Three times as many calls as the server answers at most, while it is held to a share of its core:
 * as many right answers come within the deadline as at saturation, and the process does not grow.
 */
public final class OverloadScenario implements Scenario {
  private static final Duration PERIOD = Duration.ofMillis(20);
  private static final double SHARE = 0.2;

  /** Envoy's own for ext_authz. */
  private static final Duration DEADLINE = Duration.ofMillis(200);

  private static final double OVERLOAD = 3;

  /** As often it is looked whether more are answered when more are asked. */
  private static final int FLOODS = 3;

  private static final double KEPT = 0.8;
  private static final double GROWTH = 1.1;

  @Override
  public void run(ScenarioContext bench) throws Exception {
    Table table =
        new Table(
            "Overload of a server that has 20 % of a core, deadline 200 ms",
            "what",
            "calls/s",
            "answered/s",
            "right within the deadline/s",
            "p99, ms",
            "resident, MiB");
    for (Protocol protocol : Protocol.values()) {
      PreparedTarget exports = bench.lab().exports(protocol);
      Shape shape =
          protocol == Protocol.HTTP ? ThroughputScenario.MANY : ThroughputScenario.STREAMS;
      bench.report().progress("warming up: " + exports.asked().label());
      bench.drive().closed(exports, shape, 2 * bench.settings().warmUp());
      CpuQuota quota = CpuQuota.hold(exports.asked().server().process(), PERIOD, SHARE);
      try {
        overload(bench, exports, shape, table);
      } finally {
        quota.close();
      }
    }
    bench.report().table(table);
  }

  private static void overload(
      ScenarioContext bench, PreparedTarget exports, Shape shape, Table table) throws Exception {
    ChildProcess process = exports.asked().server().process();
    Duration time = Duration.ofSeconds(bench.settings().seconds());
    double saturation = saturation(exports, shape, time);
    List<Double> ratios = new ArrayList<>();
    double before = process.mebibytes("VmRSS");
    for (int round = 1; round <= bench.settings().rounds(); round++) {
      bench.report().progress("round " + round + ": " + exports.asked().label());
      double peak = turn(exports, shape, saturation, time, table);
      ratios.add(turn(exports, shape, OVERLOAD * saturation, time, table) / peak);
    }
    String what = exports.asked().label();
    bench
        .report()
        .goal(Goal.atLeast("answers in time at 3x saturation, " + what, KEPT, Median.of(ratios)));
    double grown = process.mebibytes("VmRSS") / before;
    bench
        .report()
        .goal(Goal.atMost("resident memory after it against before, " + what, GROWTH, grown));
  }

  /** Answers a second at most, however many are asked for. */
  private static double saturation(PreparedTarget exports, Shape shape, Duration time)
      throws Exception {
    OpenLoopResult first = OpenLoopProcess.flatOut(exports, shape, time);
    double most = first.answered() / first.seconds();
    for (int i = 0; i < FLOODS; i++) {
      OpenLoopResult flood = OpenLoopProcess.givingUp(exports, shape, OVERLOAD * most, time);
      most = Math.max(most, flood.answered() / flood.seconds());
    }
    return most;
  }

  /** Right answers a second within the deadline. */
  private static double turn(
      PreparedTarget exports, Shape shape, double rate, Duration time, Table table)
      throws Exception {
    OpenLoopResult seen = OpenLoopProcess.givingUp(exports, shape, rate, time);
    double good = seen.goodWithin(DEADLINE);
    table.row(
        exports.asked().label() + ", " + shape.label(),
        rate,
        seen.answered() / seen.seconds(),
        good,
        seen.micros(99) / 1_000,
        exports.asked().server().process().mebibytes("VmRSS"));
    return good;
  }
}
