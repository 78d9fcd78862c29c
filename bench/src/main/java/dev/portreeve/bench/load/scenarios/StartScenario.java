package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.report.Goal;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.servers.PortreeveServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How long it takes from starting the launcher to {@code portreeve ready}. */
public final class StartScenario implements Scenario {
  /** What tells the launcher and the server to do without their caches. */
  private static final Map<String, String> WITHOUT_CACHES = Map.of("PORTREEVE_CACHE", "off");

  private static final Path SHIPPED = Path.of("policies/postman");
  private static final Path JVMS = Path.of("/usr/lib/jvm");

  /** A way to start. */
  private record Variant(String name, Map<String, String> environment, double seconds) {}

  @Override
  public void run(ScenarioContext bench) throws Exception {
    List<Variant> variants = variants();
    for (Variant variant : variants) {
      PortreeveServer.prepare(variant.environment(), bench.lab().scratch());
    }
    Map<Variant, List<Double>> took = new LinkedHashMap<>();
    for (int round = 0; round <= bench.settings().rounds(); round++) {
      bench.report().progress("start, round " + round);
      for (Variant variant : variants) {
        double seconds = start(bench, variant);
        // The first start may still fill a cache, and reads files from the disk.
        if (round > 0) {
          took.computeIfAbsent(variant, any -> new ArrayList<>()).add(seconds);
        }
      }
    }
    Table table = new Table("Start to ready, shipped set", "Java and caches", "s, median");
    took.forEach(
        (variant, seconds) -> {
          double median = Median.of(seconds);
          table.row(variant.name(), median);
          bench.report().figure("start", variant.name(), "s", seconds);
          bench.report().goal(Goal.atMost("start, " + variant.name(), variant.seconds(), median));
        });
    bench.report().table(table);
  }

  private static double start(ScenarioContext bench, Variant variant) throws Exception {
    return PortreeveServer.start(SHIPPED, variant.environment(), bench.lab().scratch()).toNanos()
        / 1e9;
  }

  private static List<Variant> variants() throws Exception {
    List<Variant> variants = new ArrayList<>();
    Optional<Path> newest = home("-25");
    if (newest.isPresent()) {
      Map<String, String> java = Map.of("JAVA_HOME", newest.get().toString());
      variants.add(new Variant("JDK 25", java, 0.9));
    }
    Optional<Path> oldest = home("-17");
    Map<String, String> java =
        oldest.map(home -> Map.of("JAVA_HOME", home.toString())).orElse(Map.of());
    variants.add(new Variant("JDK 17", java, 1.2));
    Map<String, String> without = new LinkedHashMap<>(java);
    without.putAll(WITHOUT_CACHES);
    variants.add(new Variant("JDK 17 without caches", without, 2.5));
    return variants;
  }

  private static Optional<Path> home(String version) throws Exception {
    if (!Files.isDirectory(JVMS)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(JVMS)) {
      return homes
          .filter(home -> home.getFileName().toString().contains(version))
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .sorted()
          .findFirst();
    }
  }
}
