package dev.portreeve.bench.load;

import dev.portreeve.bench.load.drive.Drive;
import dev.portreeve.bench.load.part.Batches;
import dev.portreeve.bench.load.part.Bench;
import dev.portreeve.bench.load.part.Footprint;
import dev.portreeve.bench.load.part.Lab;
import dev.portreeve.bench.load.part.Latency;
import dev.portreeve.bench.load.part.Packages;
import dev.portreeve.bench.load.part.Part;
import dev.portreeve.bench.load.part.Reloads;
import dev.portreeve.bench.load.part.Soak;
import dev.portreeve.bench.load.part.Start;
import dev.portreeve.bench.load.part.Throughput;
import dev.portreeve.bench.load.tell.Report;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Starts servers, drives them, checks their answers and tells what came out. */
public final class LoadTest {
  /** The parts by name, in the order in which they run. */
  private static final Map<String, Part> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("throughput", new Throughput());
    PARTS.put("packages", new Packages());
    PARTS.put("batch", new Batches());
    PARTS.put("latency", new Latency());
    PARTS.put("reload", new Reloads());
    PARTS.put("footprint", new Footprint());
    PARTS.put("start", new Start());
    PARTS.put(Arguments.LONG, new Soak());
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
    try (Lab lab = new Lab(scratch, arguments.settings().cerbos())) {
      Bench bench = new Bench(arguments.settings(), lab, new Drive(scratch), report);
      for (String part : arguments.parts()) {
        report.progress("part " + part);
        Objects.requireNonNull(PARTS.get(part)).run(bench);
      }
    }
    report.finish(arguments.results().orElse(scratch), arguments.told());
  }
}
