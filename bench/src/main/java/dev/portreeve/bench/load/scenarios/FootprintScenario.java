package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.client.Shape;
import dev.portreeve.bench.load.report.Goal;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.requests.AuthzenCalls;
import dev.portreeve.bench.load.requests.ExportChecks;
import dev.portreeve.bench.load.requests.LoadSet;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.servers.ChildProcess;
import dev.portreeve.bench.load.servers.RunningServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How much memory a server takes that has been under load, and has reloaded. */
public final class FootprintScenario implements Scenario {
  private static final int RELOADS = 100;
  private static final int FEW_RELOADS = 3;
  private static final double LOADED = 120;
  private static final double RELOADED = 140;

  /** So many seconds of load at the end, and a look after each. */
  private static final int LOOKS = 10;

  /**
   * Longer than others warm up: until the JVM has compiled what it will, which takes memory too.
   */
  private static final int SETTLING = 2;

  private static final long RELOAD_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Table table = new Table("Resident memory, MiB", "server", "when", "VmRSS", "VmHWM");

  @Override
  public void run(ScenarioContext bench) throws Exception {
    // A set of its own, whose policies are known to be good, as at most starts.
    LoadSet set = LoadSet.write(bench.lab().scratch().resolve("footprint"));
    try (RunningServer server = bench.lab().serve(set)) {
      // Every team once, so that all of them are in memory; then load of both kinds.
      PreparedTarget.of(
          server.asked(
              "every team", AuthzenCalls.single(Protocol.HTTP, ExportChecks.ofEveryTeam())));
      PreparedTarget http = load(bench, server, Protocol.HTTP, ThroughputScenario.MANY);
      load(bench, server, Protocol.GRPC, ThroughputScenario.STREAMS);
      settle(bench, http, ThroughputScenario.MANY);
      double loaded = tell(bench, http, "under load, 1,000 teams");
      bench.report().goal(Goal.atMost("resident memory under load, MiB", LOADED, loaded));
      int reloads = bench.settings().smoke() ? FEW_RELOADS : RELOADS;
      for (int i = 0; i < reloads; i++) {
        reload(set, http);
      }
      settle(bench, http, ThroughputScenario.MANY);
      double reloaded = tell(bench, http, "after " + reloads + " reloads, and load again");
      bench.report().goal(Goal.atMost("the same after 100 reloads, MiB", RELOADED, reloaded));
    }
    cerbos(bench);
    bench.report().table(table);
  }

  private static PreparedTarget load(
      ScenarioContext bench, RunningServer server, Protocol protocol, Shape shape)
      throws Exception {
    PreparedTarget prepared =
        PreparedTarget.of(
            server.asked("collection.export", AuthzenCalls.single(protocol, ExportChecks.mixed())));
    bench.report().progress("load on " + prepared.asked().label());
    settle(bench, prepared, shape);
    return prepared;
  }

  private static void settle(ScenarioContext bench, PreparedTarget prepared, Shape shape)
      throws Exception {
    bench.drive().closed(prepared, shape, SETTLING * bench.settings().warmUp());
  }

  /** Changes a policy and waits for an answer that names another version of the set. */
  private static void reload(LoadSet set, PreparedTarget prepared) throws Exception {
    byte[] before = answer(prepared);
    set.changePolicy();
    set.changeTeams();
    long until = System.nanoTime() + RELOAD_NANOS;
    while (Arrays.equals(before, answer(prepared))) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("a changed policy is not taken in");
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static byte[] answer(PreparedTarget prepared) throws Exception {
    PreparedTarget again =
        PreparedTarget.of(
            prepared.asked().server().asked("", List.of(prepared.asked().calls().get(0))));
    return again.expected().get(0).seen();
  }

  private void cerbos(ScenarioContext bench) throws Exception {
    Optional<PreparedTarget> cerbos =
        bench.lab().cerbos(Protocol.HTTP, "collection.export", ExportChecks.mixed());
    if (cerbos.isEmpty()) {
      table.row("Cerbos", "not to be had", "", "");
      return;
    }
    settle(bench, cerbos.get(), ThroughputScenario.MANY);
    tell(bench, cerbos.get(), "under load");
  }

  /** The median of what it holds while it is driven; compilers and collectors come and go. */
  private double tell(ScenarioContext bench, PreparedTarget prepared, String when)
      throws Exception {
    RunningServer server = prepared.asked().server();
    ChildProcess process = server.process();
    List<Double> seen = new ArrayList<>();
    for (int i = 0; i < LOOKS; i++) {
      bench.drive().closed(prepared, ThroughputScenario.MANY, 1);
      seen.add(process.mebibytes("VmRSS"));
    }
    double resident = Median.of(seen);
    table.row(server.name(), when, resident, process.mebibytes("VmHWM"));
    bench.report().figure("footprint", server.name() + ", " + when, "MiB resident", seen);
    return resident;
  }
}
