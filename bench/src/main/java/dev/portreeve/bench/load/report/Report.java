package dev.portreeve.bench.load.report;

import dev.portreeve.bench.report.Chart;
import dev.portreeve.bench.report.Figure;
import dev.portreeve.bench.report.MeasuredSubject;
import dev.portreeve.engine.cases.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came out: tables as they are ready, and at the end the goals, the results and a picture. */
public final class Report {
  /** The unit of the figures that are drawn. */
  public static final String CPU = "µs of CPU a check";

  private final List<Figure> figures = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();

  /** Keeps the values of all rounds. */
  public void figure(String part, String what, String unit, List<Double> values) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("what", what);
    figures.add(Figure.of(new MeasuredSubject(part, parameters), unit, values));
  }

  public void goal(Goal goal) {
    goals.add(goal);
  }

  /** Prints a table. */
  public void table(Table table) {
    System.out.println(table);
  }

  /** Says something beside the tables. */
  public void note(String text) {
    System.out.println(text);
  }

  /** Says how far things are. */
  public void progress(String text) {
    System.err.println("load: " + text);
  }

  /** Prints the goals and writes {@code load.json} and {@code load.svg}. */
  public void finish(Path results, String run) throws IOException {
    Table table = new Table("Goals", "what", "goal", "measured", "by CPU", "");
    for (Goal goal : goals) {
      String verdict = goal.reached() ? "reached" : "not reached";
      table.row(goal.what(), goal.wanted(), goal.measured(), goal.cpu(), verdict);
    }
    if (!goals.isEmpty()) {
      table(table);
    }
    Files.createDirectories(results);
    Files.writeString(results.resolve("load.json"), json(run));
    List<Figure> drawn = figures.stream().filter(figure -> figure.unit().equals(CPU)).toList();
    if (!drawn.isEmpty()) {
      Files.writeString(results.resolve("load.svg"), Chart.of("Server's " + CPU, drawn));
    }
  }

  private String json(String run) {
    String head = JsonText.of(Map.of("run", run));
    Stream<Map<String, Object>> all = figures.stream().map(Figure::json);
    return head.substring(0, head.length() - 1)
        + ", \"figures\": [\n"
        + lines(all)
        + "\n], \"goals\": [\n"
        + lines(goals.stream().map(Goal::json))
        + "\n]}\n";
  }

  private static String lines(Stream<Map<String, Object>> objects) {
    return objects.map(one -> "  " + JsonText.of(one)).collect(Collectors.joining(",\n"));
  }
}
