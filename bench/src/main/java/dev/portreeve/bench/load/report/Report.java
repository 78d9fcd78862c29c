package dev.portreeve.bench.load.report;

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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came out: tables as they are ready, and at the end the goals, the numbers and a page. */
public final class Report {
  /** The unit of processor time. */
  public static final String CPU = "µs of CPU a check";

  /** The unit of throughput. */
  public static final String RATE = "checks/s";

  private final List<Figure> figures = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();
  private final Page page = new Page();

  /** A section of the page begins. */
  public void part(String name) {
    progress("part " + name);
    page.heading(name);
  }

  /** Shows a plot on the page: SVG. */
  public void plot(String svg) {
    page.plot(svg);
  }

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
    page.table(table);
  }

  /** Says something beside the tables. */
  public void note(String text) {
    System.out.println(text);
    page.text(text);
  }

  /** Says how far things are. */
  public void progress(String text) {
    System.err.println("load: " + text);
  }

  /**
   * Prints the goals and writes {@code load.json}, {@code load.html} and, of the main plot alone,
   * {@code load.svg}.
   */
  public void finish(Path results, String run) throws IOException {
    page.heading("goals");
    Table table = new Table("Goals", "what", "goal", "measured", "by CPU", "");
    for (Goal goal : goals) {
      String verdict = goal.reached() ? "reached" : Goal.MISSED;
      table.row(goal.what(), goal.wanted(), goal.measured(), goal.cpu(), verdict);
    }
    if (!goals.isEmpty()) {
      table(table);
    }
    Files.createDirectories(results);
    Files.writeString(results.resolve("load.json"), json(run));
    page.heading("plots over all parts");
    bars(RATE, "Checks answered a second, one core").ifPresent(page::plot);
    Optional<String> cpu = bars(CPU, "Server's " + CPU);
    if (cpu.isPresent()) {
      page.plot(cpu.get());
      Files.writeString(results.resolve("load.svg"), cpu.get());
    }
    page.text(run);
    Files.writeString(results.resolve("load.html"), page.toString());
  }

  private Optional<String> bars(String unit, String title) {
    List<Figure> drawn = figures.stream().filter(figure -> figure.unit().equals(unit)).toList();
    return drawn.isEmpty() ? Optional.empty() : Optional.of(Plots.bars(title, drawn));
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
