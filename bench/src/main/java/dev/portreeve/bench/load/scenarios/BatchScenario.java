package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.client.Shape;
import dev.portreeve.bench.load.report.Goal;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.requests.AuthzenCalls;
import dev.portreeve.bench.load.requests.Call;
import dev.portreeve.bench.load.requests.Check;
import dev.portreeve.bench.load.requests.ExportChecks;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.scenarios.ClosedLoops.Loop;
import java.util.ArrayList;
import java.util.List;

/** What a check costs when many come at once. */
public final class BatchScenario implements Scenario {
  private static final int[] SIZES = {10, 100};
  private static final double OF_SINGLE = 0.2;

  @Override
  public void run(ScenarioContext bench) throws Exception {
    for (Protocol protocol : Protocol.values()) {
      run(bench, protocol);
    }
  }

  private static void run(ScenarioContext bench, Protocol protocol) throws Exception {
    Shape shape = protocol == Protocol.HTTP ? ThroughputScenario.SIXTEEN : new Shape(4, 4);
    List<Check> checks = ExportChecks.mixed();
    List<Loop> loops = new ArrayList<>();
    loops.add(new Loop(bench.lab().exports(protocol), shape));
    for (int size : SIZES) {
      List<Call> batch = List.of(AuthzenCalls.batch(protocol, checks, size));
      PreparedTarget prepared =
          PreparedTarget.of(bench.lab().portreeve().asked("batches of " + size, batch));
      loops.add(new Loop(prepared, shape));
    }
    ClosedLoops results = ClosedLoops.run(bench, loops);
    Table table =
        new Table(
            protocol.label() + " batches, collection.export, connections: " + shape.label(),
            "request",
            "checks/s",
            "CPU, µs a check",
            "against single checks",
            "server busy");
    for (Loop loop : loops) {
      table.row(
          loop.prepared().asked().what(),
          results.rate(loop),
          Median.of(results.cpu(loop)),
          results.cpuRatio(loop, loops.get(0)),
          results.busy(loop));
    }
    bench.report().table(table);
    results.report("batch", bench.report());
    double ratio = results.cpuRatio(loops.get(loops.size() - 1), loops.get(0));
    String what = "CPU of a check in a batch of 100 against a single one, " + protocol.label();
    bench.report().goal(Goal.atMost(what, OF_SINGLE, ratio));
  }
}
