package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.report.Goal;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Plots;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.requests.LoadSet;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.scenarios.OpenLoops.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Whether answers take longer while policies and teams change. */
public final class ReloadScenario implements Scenario {
  private static final double OF_QUIET = 2;
  private static final int LEAST_SECONDS = 5;

  @Override
  public void run(ScenarioContext bench) throws Exception {
    PreparedTarget portreeve = bench.lab().exports(Protocol.HTTP);
    double rate = OpenLoops.halfBusy(bench, portreeve);
    // A set that nobody serves is changed in quiet rounds, so that writing disturbs both alike.
    LoadSet other = LoadSet.write(bench.lab().scratch().resolve("other"));
    int wanted = bench.settings().seconds();
    int seconds = bench.settings().smoke() ? 2 * wanted : Math.max(LEAST_SECONDS, wanted);
    List<Turn> quiet = new ArrayList<>();
    List<Turn> stirred = new ArrayList<>();
    List<Long> changes = new CopyOnWriteArrayList<>();
    if (!bench.settings().smoke()) {
      // Reloads run in code of their own, which is to be as warm as what answers checks.
      stir(bench, bench.lab().set(), portreeve, rate, 2 * bench.settings().warmUp(), changes);
    }
    for (int round = 1; round <= bench.settings().rounds(); round++) {
      bench.report().progress("round " + round + " of " + bench.settings().rounds());
      quiet.add(stir(bench, other, portreeve, rate, seconds, new CopyOnWriteArrayList<>()));
      changes.clear();
      stirred.add(stir(bench, bench.lab().set(), portreeve, rate, seconds, changes));
    }
    tell(bench, rate, quiet, stirred);
    Map<String, Histogram> latencies = new LinkedHashMap<>();
    latencies.put("no changes", OpenLoops.merged(quiet));
    latencies.put("changes every second", OpenLoops.merged(stirred));
    bench.report().plot(Plots.percentiles("HTTP latency while files change", latencies));
    Turn last = stirred.get(stirred.size() - 1);
    bench
        .report()
        .plot(
            Plots.timeline(
                "The last round, one policy and ten teams a second", last.paced().log(), changes));
  }

  /**
   * A round in which one policy and ten teams of a set change every second.
   *
   * @param changes takes when, in microseconds of the epoch
   */
  private static Turn stir(
      ScenarioContext bench,
      LoadSet set,
      PreparedTarget prepared,
      double rate,
      int seconds,
      List<Long> changes)
      throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> writing =
        writer.scheduleAtFixedRate(
            () -> {
              changes.add(TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()));
              set.changePolicy();
              set.changeTeams();
            },
            500,
            1_000,
            TimeUnit.MILLISECONDS);
    try {
      Turn turn = OpenLoops.run(bench, prepared, rate, seconds);
      if (writing.isDone()) {
        throw new IllegalStateException("the files could not be changed");
      }
      return turn;
    } finally {
      writer.shutdown();
      // What was changed last is still being taken in.
      TimeUnit.SECONDS.sleep(2);
    }
  }

  private static void tell(
      ScenarioContext bench, double rate, List<Turn> quiet, List<Turn> stirred) {
    Table table =
        OpenLoops.table(
            "HTTP latency while one policy and ten teams change every second, at %.0f checks/s"
                .formatted(rate),
            "changes");
    OpenLoops.row(table, quiet, "none");
    OpenLoops.row(table, stirred, "every second");
    bench.report().table(table);
    bench.report().figure("reload", "quiet", "µs p99", OpenLoops.p99(quiet));
    bench.report().figure("reload", "changing", "µs p99", OpenLoops.p99(stirred));
    double ratio = Median.ofRatios(OpenLoops.p99(stirred), OpenLoops.p99(quiet));
    String what = "p99 while policies and teams change against quiet";
    bench.report().goal(Goal.atMost(what, OF_QUIET, ratio));
  }
}
