package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.ClosedLoopClient;
import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.client.Shape;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.scenarios.ClosedLoops.Loop;
import dev.portreeve.bench.load.servers.CallerFiles;
import dev.portreeve.bench.load.servers.RunningServer;
import dev.portreeve.bench.load.servers.Way;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What it costs to know who asks, and to speak TLS, on connections that are kept. */
public final class AccessScenario implements Scenario {
  private static final double KEY_HTTP = 0.94;
  private static final double KEY_GRPC = 0.91;
  private static final double TLS = 0.7;
  private static final int ATTEMPTS = 5;

  /** The servers beside the one that everybody may ask in clear text. */
  private record Servers(List<RunningServer> all) implements AutoCloseable {
    static Servers start(ScenarioContext bench) throws Exception {
      CallerFiles files = CallerFiles.make(bench.lab().scratch().resolve("callers"));
      List<RunningServer> all = new ArrayList<>();
      Servers servers = new Servers(all);
      try {
        RunningServer callers = bench.lab().beside("API key", files.credentials());
        all.add(callers.asked("API key", new Way(false, List.of(files.key()))));
        all.add(callers.asked("JSON Web Token", new Way(false, List.of(files.token()))));
        RunningServer tls = bench.lab().beside("TLS", files.tls());
        all.add(tls.asked("TLS", new Way(true, List.of())));
        if (!bench.settings().smoke()) {
          List<String> both = new ArrayList<>(files.tls());
          both.addAll(files.credentials());
          RunningServer closed = bench.lab().beside("TLS and API key", both);
          all.add(closed.asked("TLS and API key", new Way(true, List.of(files.key()))));
        }
        return servers;
      } catch (IOException | RuntimeException e) {
        servers.close();
        throw e;
      }
    }

    @Override
    public void close() {
      all.forEach(RunningServer::close);
    }
  }

  @Override
  public void run(ScenarioContext bench) throws Exception {
    for (Protocol protocol : Protocol.values()) {
      if (!ClosedLoopClient.knowsTls(protocol)) {
        bench.report().progress(protocol.label() + ": takes wrk and h2load, which are not there");
        return;
      }
    }
    bench.lab().portreeve(); // whoever starts it ends others, so it comes first
    try (Servers servers = Servers.start(bench)) {
      for (Protocol protocol : Protocol.values()) {
        run(bench, protocol, servers.all());
      }
    }
  }

  /**
   * A server that has just started takes seconds for its first handshakes on a busy machine, longer
   * than a short warm-up lasts.
   */
  private static void awaitFirstAnswers(ScenarioContext bench, Loop loop)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        bench.drive().closed(loop.prepared(), loop.shape(), attempt);
        return;
      } catch (IllegalStateException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        bench.report().progress("once more: " + e.getMessage());
      }
    }
  }

  private static void run(ScenarioContext bench, Protocol protocol, List<RunningServer> servers)
      throws Exception {
    Shape shape =
        protocol == Protocol.GRPC
            ? ThroughputScenario.STREAMS
            : bench.settings().smoke() ? ThroughputScenario.SIXTEEN : ThroughputScenario.MANY;
    PreparedTarget open = bench.lab().exports(protocol);
    List<Loop> loops = new ArrayList<>();
    loops.add(new Loop(open, shape));
    for (RunningServer server : servers) {
      Loop loop = new Loop(open.on(server), shape);
      awaitFirstAnswers(bench, loop);
      loops.add(loop);
    }
    ClosedLoops results = ClosedLoops.run(bench, loops);
    Loop plain = loops.get(0);
    Table table =
        new Table(
            protocol.label() + " checks, collection.export, connections: " + shape.label(),
            "asked with",
            "checks/s",
            "CPU, µs a check",
            "server busy",
            "rate against that without");
    for (Loop loop : loops) {
      table.row(
          loop.equals(plain) ? "nothing" : loop.prepared().asked().server().name(),
          results.rate(loop),
          Median.of(results.cpu(loop)),
          results.busy(loop),
          results.rateRatio(loop, plain));
    }
    bench.report().table(table);
    results.report("access", bench.report());
    double key = protocol == Protocol.HTTP ? KEY_HTTP : KEY_GRPC;
    for (Loop loop : loops) {
      String name = loop.prepared().asked().server().name();
      String what = protocol.label() + " check, " + name + ", against one without";
      if (name.equals("API key")) {
        bench.report().goal(results.goal(what, key, loop, plain));
      } else if (name.equals("TLS")) {
        bench.report().goal(results.goal(what, TLS, loop, plain));
      }
    }
  }
}
