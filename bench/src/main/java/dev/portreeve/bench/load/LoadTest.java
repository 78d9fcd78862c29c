package dev.portreeve.bench.load;

import dev.portreeve.bench.load.client.ClosedLoopClient;
import dev.portreeve.bench.load.report.Report;
import dev.portreeve.bench.load.scenarios.AccessScenario;
import dev.portreeve.bench.load.scenarios.BatchScenario;
import dev.portreeve.bench.load.scenarios.EvidenceScenario;
import dev.portreeve.bench.load.scenarios.FootprintScenario;
import dev.portreeve.bench.load.scenarios.LatencyScenario;
import dev.portreeve.bench.load.scenarios.OverloadScenario;
import dev.portreeve.bench.load.scenarios.PackageScenario;
import dev.portreeve.bench.load.scenarios.ReloadScenario;
import dev.portreeve.bench.load.scenarios.Scenario;
import dev.portreeve.bench.load.scenarios.ScenarioContext;
import dev.portreeve.bench.load.scenarios.SoakScenario;
import dev.portreeve.bench.load.scenarios.StartScenario;
import dev.portreeve.bench.load.scenarios.Testbed;
import dev.portreeve.bench.load.scenarios.ThroughputScenario;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Starts servers, drives them, checks their answers and tells what came out. */
public final class LoadTest {
  /** The parts by name, in the order in which they run. */
  private static final Map<String, Scenario> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("throughput", new ThroughputScenario());
    PARTS.put("packages", new PackageScenario());
    PARTS.put("batch", new BatchScenario());
    PARTS.put("access", new AccessScenario());
    PARTS.put("latency", new LatencyScenario());
    PARTS.put("reload", new ReloadScenario());
    PARTS.put("evidence", new EvidenceScenario());
    PARTS.put("overload", new OverloadScenario());
    PARTS.put("footprint", new FootprintScenario());
    PARTS.put("start", new StartScenario());
    PARTS.put(Arguments.LONG, new SoakScenario());
  }

  private LoadTest() {}

  /**
   * Runs what is asked for; {@code bench/load/run --help} tells.
   *
   * @param args a scratch directory, then options and parts
   */
  public static void main(String[] args) throws Exception {
    Path scratch = Path.of(args[0]);
    Arguments arguments = Arguments.of(args, 1, PARTS.keySet());
    Report report = new Report();
    try (Testbed lab = new Testbed(scratch, arguments.settings().cerbos())) {
      ScenarioContext bench =
          new ScenarioContext(arguments.settings(), lab, new ClosedLoopClient(scratch), report);
      for (String part : arguments.parts()) {
        report.part(part);
        Objects.requireNonNull(PARTS.get(part)).run(bench);
      }
    }
    report.finish(arguments.results().orElse(scratch), arguments.told());
  }
}
