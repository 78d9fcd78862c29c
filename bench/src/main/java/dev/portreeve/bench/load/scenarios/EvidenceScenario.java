package dev.portreeve.bench.load.scenarios;

import com.sun.net.httpserver.HttpServer;
import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.client.Shape;
import dev.portreeve.bench.load.report.Goal;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.scenarios.ClosedLoops.Loop;
import dev.portreeve.bench.load.scenarios.OpenLoops.Turn;
import dev.portreeve.bench.load.servers.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs to leave evidence: a record of every decision in a file, spans of one in a hundred.
 */
public final class EvidenceScenario implements Scenario {
  private static final double LOG_MICROS = 3;
  private static final double LOG_P99 = 1.3;
  private static final double TRACING = 0.95;
  private static final String LOG = "decision log";
  private static final String SPANS = "tracing, 1 %";

  /** No file of a run grows to this, so that none is compressed while it is measured. */
  private static final String NEVER_ROTATED = "64GiB";

  @Override
  public void run(ScenarioContext bench) throws Exception {
    Path file = bench.lab().scratch().resolve("decisions.jsonl");
    List<String> log =
        List.of("--decision-log", file.toString(), "--decision-log-rotate-size", NEVER_ROTATED);
    bench.lab().portreeve(); // whoever starts it ends others, so it comes first
    HttpServer collector = collector();
    String url = "http://127.0.0.1:" + collector.getAddress().getPort();
    try (RunningServer logging = bench.lab().beside(LOG, log);
        RunningServer tracing =
            bench.lab().beside(SPANS, List.of("--tracing", url, "--tracing-sample", "0.01"))) {
      for (Protocol protocol : Protocol.values()) {
        throughput(bench, protocol, List.of(logging, tracing));
      }
      latency(bench, logging);
    } finally {
      collector.stop(0);
    }
  }

  /** Takes what tracing sends, and throws it away. */
  private static HttpServer collector() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (InputStream body = exchange.getRequestBody()) {
            body.readAllBytes();
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void throughput(
      ScenarioContext bench, Protocol protocol, List<RunningServer> servers) throws Exception {
    Shape shape = protocol == Protocol.GRPC ? ThroughputScenario.STREAMS : ThroughputScenario.MANY;
    PreparedTarget without = bench.lab().exports(protocol);
    Loop plain = new Loop(without, shape);
    List<Loop> loops = new ArrayList<>(List.of(plain));
    servers.forEach(server -> loops.add(new Loop(without.on(server), shape)));
    ClosedLoops results = ClosedLoops.run(bench, loops);
    Table table =
        new Table(
            protocol.label() + " checks, collection.export, connections: " + shape.label(),
            "evidence",
            "checks/s",
            "CPU, µs a check",
            "more than without, µs",
            "server busy",
            "rate against that without");
    for (Loop loop : loops) {
      table.row(
          loop.equals(plain) ? "none" : loop.prepared().asked().server().name(),
          results.rate(loop),
          Median.of(results.cpu(loop)),
          more(results, loop, plain),
          results.busy(loop),
          results.rateRatio(loop, plain));
    }
    bench.report().table(table);
    results.report("evidence", bench.report());
    for (Loop loop : loops) {
      String name = loop.prepared().asked().server().name();
      String what = protocol.label() + ", " + name;
      if (name.equals(LOG)) {
        double more = more(results, loop, plain);
        bench.report().goal(Goal.atMost("CPU of a record, µs, " + what, LOG_MICROS, more));
      } else if (name.equals(SPANS)) {
        bench.report().goal(results.goal(what + ", against none", TRACING, loop, plain));
      }
    }
  }

  /** Processor time a check above another's, in microseconds: the median of the rounds. */
  private static double more(ClosedLoops results, Loop loop, Loop plain) {
    List<Double> with = results.cpu(loop);
    List<Double> without = results.cpu(plain);
    List<Double> more = new ArrayList<>();
    for (int i = 0; i < with.size(); i++) {
      more.add(with.get(i) - without.get(i));
    }
    return Median.of(more);
  }

  private static void latency(ScenarioContext bench, RunningServer logging) throws Exception {
    PreparedTarget without = bench.lab().exports(Protocol.HTTP);
    PreparedTarget with = without.on(logging);
    double rate = OpenLoops.halfBusy(bench, with);
    OpenLoops.run(bench, without, rate, bench.settings().warmUp());
    List<Turn> quiet = new ArrayList<>();
    List<Turn> recorded = new ArrayList<>();
    for (int round = 1; round <= bench.settings().rounds(); round++) {
      bench.report().progress("latency, round " + round + " of " + bench.settings().rounds());
      quiet.add(OpenLoops.run(bench, without, rate, bench.settings().seconds()));
      recorded.add(OpenLoops.run(bench, with, rate, bench.settings().seconds()));
    }
    Table table =
        OpenLoops.table(
            "HTTP latency at %.0f checks/s, half of what the server with a decision log is busy with"
                .formatted(rate),
            "evidence");
    OpenLoops.row(table, quiet, "none");
    OpenLoops.row(table, recorded, LOG);
    bench.report().table(table);
    double ratio = Median.ofRatios(OpenLoops.p99(recorded), OpenLoops.p99(quiet));
    bench.report().goal(Goal.atMost("p99 with a decision log against none", LOG_P99, ratio));
  }
}
