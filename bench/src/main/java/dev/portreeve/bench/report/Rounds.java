package dev.portreeve.bench.report;

import dev.portreeve.engine.cases.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs a benchmark several times over, all of its methods and parameters in turn, and keeps the
 * medians: a machine that slows down for a while then slows down all that are compared.
 */
public final class Rounds {
  private static final Path RESULTS = Path.of("bench/results");

  private Rounds() {}

  /**
   * Runs rounds and writes {@code bench/results/NAME.json} and {@code NAME.svg}.
   *
   * @param args the name of the results, the number of rounds, and options of JMH
   */
  public static void main(String[] args)
      throws CommandLineOptionException, RunnerException, IOException {
    String name = args[0];
    int rounds = Integer.parseInt(args[1]);
    String[] given = Arrays.copyOfRange(args, 2, args.length);
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(given))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .build();
    Map<MeasuredSubject, List<RunResult>> results = new LinkedHashMap<>();
    for (int i = 0; i < rounds; i++) {
      for (RunResult result : new Runner(options).run()) {
        results
            .computeIfAbsent(MeasuredSubject.of(result), subject -> new ArrayList<>())
            .add(result);
      }
    }
    List<Figure> figures = new ArrayList<>();
    results.forEach((subject, all) -> figures.add(Figure.of(subject, all)));
    write(name, rounds + " rounds of " + String.join(" ", given), figures);
  }

  private static void write(String name, String run, List<Figure> figures) throws IOException {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("run", run);
    head.put("machine", machine());
    String lines =
        figures.stream()
            .map(figure -> "  " + JsonText.of(figure.json()))
            .collect(Collectors.joining(",\n"));
    String headLine = JsonText.of(head);
    String json =
        headLine.substring(0, headLine.length() - 1) + ", \"figures\": [\n" + lines + "\n]}\n";
    Files.createDirectories(RESULTS);
    Files.writeString(RESULTS.resolve(name + ".json"), json);
    Files.writeString(RESULTS.resolve(name + ".svg"), Chart.of(name, figures));
  }

  private static String machine() {
    return Runtime.getRuntime().availableProcessors()
        + " cores, JDK "
        + Runtime.version()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }
}
