package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.report.Goal;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Plots;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.requests.ExportChecks;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.scenarios.OpenLoops.Turn;
import dev.portreeve.bench.load.servers.BaselineServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** How long answers take at fixed rates. */
public final class LatencyScenario implements Scenario {
  private static final double[] SHARES = {0.2, 0.5, 0.8};
  private static final double HALF = 0.5;
  private static final double OF_CERBOS = 0.1;

  /**
   * A server at a rate.
   *
   * @param share what it is of whose saturation
   */
  private record Point(PreparedTarget prepared, double rate, String share) {
    String label() {
      return prepared.asked().label() + ", " + share;
    }
  }

  @Override
  public void run(ScenarioContext bench) throws Exception {
    for (Protocol protocol : Protocol.values()) {
      run(bench, protocol);
    }
  }

  private static void run(ScenarioContext bench, Protocol protocol) throws Exception {
    PreparedTarget portreeve = bench.lab().exports(protocol);
    List<Point> points = new ArrayList<>();
    double saturation = OpenLoops.saturation(bench, portreeve);
    if (bench.settings().smoke()) {
      Point half = new Point(portreeve, saturation * HALF, "50 % of Portreeve's");
      tell(bench, protocol, List.of(half), rounds(bench, List.of(half)));
      return;
    }
    BaselineServer.Kind kind =
        protocol == Protocol.HTTP ? BaselineServer.Kind.CONSTANT : BaselineServer.Kind.GRPC;
    PreparedTarget bare = bench.lab().floor(kind, portreeve);
    OpenLoops.saturation(bench, bare);
    for (double share : SHARES) {
      String told = Math.round(share * 100) + " % of Portreeve's";
      points.add(new Point(portreeve, saturation * share, told));
      points.add(new Point(bare, saturation * share, told));
    }
    Optional<PreparedTarget> cerbos =
        bench.lab().cerbos(protocol, "collection.export", ExportChecks.mixed());
    Optional<Point> peer = Optional.empty();
    Point besidePeer = points.get(0);
    if (cerbos.isPresent()) {
      double half = OpenLoops.saturation(bench, cerbos.get()) * HALF;
      peer = Optional.of(new Point(cerbos.get(), half, "50 % of Cerbos's"));
      besidePeer = new Point(portreeve, half, "50 % of Cerbos's");
      points.add(besidePeer);
      points.add(peer.get());
    }
    Map<Point, List<Turn>> rounds = rounds(bench, points);
    tell(bench, protocol, points, rounds);
    if (peer.isPresent()) {
      double ratio = Median.ofRatios(p99(rounds, besidePeer), p99(rounds, peer.get()));
      String what = "p99 at half of Cerbos's saturation against Cerbos, " + protocol.label();
      bench.report().goal(Goal.atMost(what, OF_CERBOS, ratio));
    }
  }

  private static Map<Point, List<Turn>> rounds(ScenarioContext bench, List<Point> points)
      throws Exception {
    Map<Point, List<Turn>> rounds = new LinkedHashMap<>();
    for (int round = 1; round <= bench.settings().rounds(); round++) {
      bench.report().progress("round " + round + " of " + bench.settings().rounds());
      for (Point point : points) {
        rounds
            .computeIfAbsent(point, any -> new ArrayList<>())
            .add(OpenLoops.run(bench, point.prepared(), point.rate(), bench.settings().seconds()));
      }
    }
    return rounds;
  }

  private static List<Double> p99(Map<Point, List<Turn>> rounds, Point point) {
    return OpenLoops.p99(rounds.getOrDefault(point, List.of()));
  }

  private static void tell(
      ScenarioContext bench, Protocol protocol, List<Point> points, Map<Point, List<Turn>> rounds) {
    Table table =
        OpenLoops.table(
            protocol.label() + " latency from when a check was due, collection.export",
            "server",
            "rate",
            "checks/s");
    for (Point point : points) {
      String server = point.prepared().asked().server().name();
      OpenLoops.row(
          table, rounds.getOrDefault(point, List.of()), server, point.share(), point.rate());
      bench.report().figure("latency", point.label(), "µs p99", p99(rounds, point));
    }
    bench.report().table(table);
    Map<String, Histogram> latencies = new LinkedHashMap<>();
    for (Point point : points) {
      latencies.put(point.label(), OpenLoops.merged(rounds.getOrDefault(point, List.of())));
    }
    bench
        .report()
        .plot(Plots.percentiles(protocol.label() + " latency, collection.export", latencies));
  }
}
