package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.ClosedLoopClient;
import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.client.Shape;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.requests.ExportChecks;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.scenarios.ClosedLoops.Loop;
import dev.portreeve.bench.load.servers.BaselineServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many checks a second, against the bare server and Cerbos. */
public final class ThroughputScenario implements Scenario {
  static final Shape ONE = new Shape(1, 1);
  static final Shape SIXTEEN = new Shape(16, 1);
  static final Shape MANY = new Shape(64, 1);
  static final Shape STREAMS = new Shape(4, 16);
  private static final Shape ONE_CONNECTION = new Shape(1, 16);

  private static final double OF_BARE = 0.85;
  private static final double OF_PARSED = 1.0;
  private static final double OF_BARE_GRPC = 0.90;
  private static final double OF_CERBOS = 40;
  private static final double OF_CERBOS_GRPC = 25;

  @Override
  public void run(ScenarioContext bench) throws Exception {
    http(bench);
    grpc(bench);
  }

  private static void http(ScenarioContext bench) throws Exception {
    Testbed lab = bench.lab();
    PreparedTarget portreeve = lab.exports(Protocol.HTTP);
    PreparedTarget bare = lab.floor(BaselineServer.Kind.CONSTANT, portreeve);
    PreparedTarget parsed = lab.floor(BaselineServer.Kind.PARSED, portreeve);
    Optional<PreparedTarget> cerbos =
        lab.cerbos(Protocol.HTTP, "collection.export", ExportChecks.mixed());
    List<PreparedTarget> servers = new ArrayList<>(List.of(portreeve, bare, parsed));
    cerbos.ifPresent(servers::add);
    List<Shape> shapes = bench.settings().smoke() ? List.of(SIXTEEN) : List.of(MANY, SIXTEEN, ONE);
    ClosedLoops loops = loops(bench, shapes, servers);
    for (Shape shape : shapes) {
      if (!shape.equals(ONE)) {
        Loop own = new Loop(portreeve, shape);
        String what = "HTTP check, " + shape.label() + " connections, against the bare server";
        bench.report().goal(loops.goal(what, OF_BARE, own, new Loop(bare, shape)));
        what += " with JSON";
        bench.report().goal(loops.goal(what, OF_PARSED, own, new Loop(parsed, shape)));
      }
    }
    cerbos.ifPresent(
        peer -> {
          Loop own = new Loop(portreeve, MANY);
          String what = "HTTP check against Cerbos";
          bench.report().goal(loops.goal(what, OF_CERBOS, own, new Loop(peer, MANY)));
        });
  }

  private static void grpc(ScenarioContext bench) throws Exception {
    Testbed lab = bench.lab();
    PreparedTarget portreeve = lab.exports(Protocol.GRPC);
    PreparedTarget bare = lab.floor(BaselineServer.Kind.GRPC, portreeve);
    Optional<PreparedTarget> cerbos =
        lab.cerbos(Protocol.GRPC, "collection.export", ExportChecks.mixed());
    List<PreparedTarget> servers = new ArrayList<>(List.of(portreeve, bare));
    cerbos.ifPresent(servers::add);
    List<Shape> shapes =
        bench.settings().smoke() ? List.of(STREAMS) : List.of(STREAMS, ONE_CONNECTION, ONE);
    ClosedLoops loops = loops(bench, shapes, servers);
    Loop own = new Loop(portreeve, STREAMS);
    String against = "gRPC check against ";
    bench
        .report()
        .goal(loops.goal(against + "the bare service", OF_BARE_GRPC, own, new Loop(bare, STREAMS)));
    cerbos.ifPresent(
        peer ->
            bench
                .report()
                .goal(
                    loops.goal(against + "Cerbos", OF_CERBOS_GRPC, own, new Loop(peer, STREAMS))));
  }

  /** Drives all servers in all shapes; the first is the one that others are compared with. */
  private static ClosedLoops loops(
      ScenarioContext bench, List<Shape> shapes, List<PreparedTarget> servers) throws Exception {
    List<Loop> loops = new ArrayList<>();
    shapes.forEach(shape -> servers.forEach(server -> loops.add(new Loop(server, shape))));
    ClosedLoops results = ClosedLoops.run(bench, loops);
    Protocol protocol = servers.get(0).asked().protocol();
    Table table =
        new Table(
            protocol.label()
                + " checks, collection.export, by "
                + ClosedLoopClient.generator(protocol),
            "server",
            "connections",
            "checks/s",
            "CPU, µs a check",
            "server busy",
            "Portreeve's rate against it",
            "its CPU against Portreeve's");
    for (Loop loop : loops) {
      Loop own = new Loop(servers.get(0), loop.shape());
      table.row(
          loop.prepared().asked().server().name(),
          loop.shape().label(),
          results.rate(loop),
          Median.of(results.cpu(loop)),
          results.busy(loop),
          results.rateRatio(own, loop),
          results.cpuRatio(loop, own));
    }
    if (servers.stream().noneMatch(one -> one.asked().server().name().equals("Cerbos"))) {
      table.row("Cerbos", "", "not to be had", "", "", "", "");
    }
    bench.report().table(table);
    results.report("throughput", bench.report());
    return results;
  }
}
