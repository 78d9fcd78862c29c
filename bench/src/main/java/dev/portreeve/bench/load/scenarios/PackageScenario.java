package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.Shape;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.requests.LoadSet;
import dev.portreeve.bench.load.requests.PackageChecks;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.scenarios.ClosedLoops.Loop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether package.import slows down with the allow list. */
public final class PackageScenario implements Scenario {
  private static final double OF_SHORT = 0.95;
  private static final double OF_CERBOS = 1_000;

  @Override
  public void run(ScenarioContext bench) throws Exception {
    for (Protocol protocol : Protocol.values()) {
      run(bench, protocol);
    }
  }

  private static void run(ScenarioContext bench, Protocol protocol) throws Exception {
    Map<Integer, Loop> own = new LinkedHashMap<>();
    Map<Integer, Loop> peer = new LinkedHashMap<>();
    for (int patterns : LoadSet.PATTERNS) {
      own.put(patterns, own(bench, protocol, patterns));
      peer(bench, protocol, patterns).ifPresent(loop -> peer.put(patterns, loop));
    }
    List<Loop> loops = new ArrayList<>(own.values());
    loops.addAll(peer.values());
    ClosedLoops results = ClosedLoops.run(bench, loops);
    Table table =
        new Table(
            protocol.label() + " checks, package.import",
            "server",
            "patterns",
            "connections",
            "checks/s",
            "CPU, µs a check",
            "server busy");
    for (Loop loop : loops) {
      table.row(
          loop.prepared().asked().server().name(),
          loop.prepared().asked().what(),
          loop.shape().label(),
          results.rate(loop),
          Median.of(results.cpu(loop)),
          results.busy(loop));
    }
    bench.report().table(table);
    results.report("packages", bench.report());
    goals(bench, protocol, results, own, peer);
  }

  private static void goals(
      ScenarioContext bench,
      Protocol protocol,
      ClosedLoops results,
      Map<Integer, Loop> own,
      Map<Integer, Loop> peer) {
    int few = LoadSet.PATTERNS.get(0);
    int many = LoadSet.PATTERNS.get(1);
    String what = "package.import over " + protocol.label() + ", 1,000 patterns against ";
    Loop longest = loop(own, many);
    bench.report().goal(results.goal(what + "10", OF_SHORT, longest, loop(own, few)));
    if (!peer.isEmpty()) {
      String asMany = what + "Cerbos with as many";
      bench.report().goal(results.goal(asMany, OF_CERBOS, longest, loop(peer, many)));
    }
  }

  private static Loop loop(Map<Integer, Loop> loops, int patterns) {
    Loop loop = loops.get(patterns);
    if (loop == null) {
      throw new IllegalStateException("not measured: " + patterns);
    }
    return loop;
  }

  private static Loop own(ScenarioContext bench, Protocol protocol, int patterns) throws Exception {
    String what = Integer.toString(patterns);
    return new Loop(
        bench.lab().portreeve(protocol, what, PackageChecks.of(patterns)), shape(protocol));
  }

  private static Optional<Loop> peer(ScenarioContext bench, Protocol protocol, int patterns)
      throws Exception {
    return bench
        .lab()
        .cerbos(protocol, Integer.toString(patterns), PackageChecks.of(patterns))
        .map(prepared -> new Loop(prepared, shape(protocol)));
  }

  private static Shape shape(Protocol protocol) {
    return protocol == Protocol.HTTP ? ThroughputScenario.MANY : ThroughputScenario.STREAMS;
  }
}
