package dev.portreeve.bench;

import dev.portreeve.bench.glob.GrowthChart;
import dev.portreeve.bench.glob.Matcher;
import dev.portreeve.bench.glob.Mix;
import dev.portreeve.bench.glob.Rival;
import dev.portreeve.bench.glob.SpecifierKind;
import dev.portreeve.bench.glob.Stopwatch;
import dev.portreeve.bench.glob.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures and draws how a match grows with the number of patterns, for all rivals in turns in one
 * JVM and by processor time: {@code bench/run dev.portreeve.bench.GlobGrowth}. It asks what {@link
 * GlobBenchmark} does, and bears a busy machine better.
 */
public final class GlobGrowth {
  private static final Path RESULTS = Path.of("bench/results");
  private static final int[] SIZES = {1, 10, 1000, 10_000};
  private static final int TURNS = 30;
  private static final double TURN_NANOS = 1e6;

  private GlobGrowth() {}

  /** A set of some size as one rival compiles it. */
  private record Entrant(Rival rival, int patterns, Matcher matcher) {}

  public static void main(String[] arguments) throws IOException {
    List<Entrant> entrants = new ArrayList<>();
    for (Rival rival : Rival.values()) {
      for (int size : SIZES) {
        Matcher matcher = rival.compile(Workload.of(Mix.PLAIN, size).patterns());
        entrants.add(new Entrant(rival, size, matcher));
      }
    }
    List<GrowthChart.Point> points = new ArrayList<>();
    for (SpecifierKind question : SpecifierKind.values()) {
      points.addAll(measure(question, entrants));
    }
    String lines = String.join(",\n", points.stream().map(GlobGrowth::json).toList());
    Files.createDirectories(RESULTS);
    Files.writeString(RESULTS.resolve("GlobGrowth.json"), "[\n" + lines + "\n]\n");
    Files.writeString(RESULTS.resolve("GlobGrowth.svg"), GrowthChart.of(points));
  }

  private static List<GrowthChart.Point> measure(SpecifierKind question, List<Entrant> entrants) {
    Stopwatch stopwatch = new Stopwatch();
    for (Entrant entrant : entrants) {
      String[] specifiers = Workload.of(Mix.PLAIN, entrant.patterns()).specifiers(question);
      addForATurn(stopwatch, entrant.matcher(), specifiers);
    }
    double[] ns = stopwatch.run(TURNS);
    List<GrowthChart.Point> points = new ArrayList<>();
    for (int i = 0; i < ns.length; i++) {
      Entrant entrant = entrants.get(i);
      points.add(new GrowthChart.Point(question, entrant.rival(), entrant.patterns(), ns[i]));
    }
    return points;
  }

  /* As many specifiers as take about a millisecond, the slow ones fewer. */
  private static void addForATurn(Stopwatch stopwatch, Matcher matcher, String[] specifiers) {
    String[] few = Arrays.copyOf(specifiers, 16);
    Stopwatch trial = new Stopwatch();
    trial.add(matcher, few, 1);
    double each = trial.run(20)[0];
    int matches = (int) Math.max(few.length, TURN_NANOS / each);
    int asked = Math.min(matches, specifiers.length);
    stopwatch.add(matcher, Arrays.copyOf(specifiers, asked), Math.max(1, matches / asked));
  }

  private static String json(GrowthChart.Point point) {
    return String.format(
        Locale.ROOT,
        "  {\"question\": \"%s\", \"rival\": \"%s\", \"patterns\": %d, \"ns\": %.1f}",
        point.question(),
        point.rival(),
        point.patterns(),
        point.ns());
  }
}
