package dev.portreeve.workbench.table;

import static dev.portreeve.workbench.table.HtmlPage.escaped;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.workbench.output.Progress;
import dev.portreeve.workbench.space.UnfitName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The pages of a whole policy set: one for each action, and an index. */
public final class TableSite {
  private static final String INDEX = "index.html";

  private final Snapshot snapshot;
  private final StringBuilder rows = new StringBuilder();

  private TableSite(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * The pages by file name, the index last.
   *
   * @param most how many checks of a cell are decided before the rest is sampled
   * @param seed of the sample
   */
  public static Map<String, String> of(Snapshot snapshot, int most, long seed, Progress progress)
      throws UnfitName {
    return new TableSite(snapshot).pages(most, seed, progress);
  }

  private Map<String, String> pages(int most, long seed, Progress progress) throws UnfitName {
    Map<String, String> pages = new LinkedHashMap<>();
    List<String> actions = List.copyOf(new TreeSet<>(snapshot.policies()));
    for (int i = 0; i < actions.size(); i++) {
      progress.at("actions", i, actions.size());
      TableQuestion question =
          new TableQuestion(actions.get(i), List.of(), List.of(), Map.of(), most, seed);
      DecisionTable table = DecisionTable.of(snapshot, question, Progress.NONE);
      String name = actions.get(i) + ".html";
      pages.put(name, TableHtml.of(table, INDEX));
      row(name, table);
    }
    progress.end();
    pages.put(INDEX, index());
    return pages;
  }

  private void row(String file, DecisionTable table) {
    List<Cell> cells = table.cells().stream().flatMap(List::stream).toList();
    rows.append("<tr><th><a href=\"").append(escaped(file)).append("\">");
    rows.append(escaped(table.action())).append("</a></th><td>");
    rows.append(escaped(table.description())).append("</td><td>");
    String across = table.columns().title();
    rows.append(escaped(table.rows().title() + (across.isEmpty() ? "" : " × " + across)));
    for (Outcome outcome : Outcome.values()) {
      long some = cells.stream().filter(cell -> always(cell, outcome)).count();
      rows.append("</td><td>").append(some == 0 ? "" : some);
    }
    long open =
        cells.stream()
            .filter(cell -> cell.sampled() || TableHtml.outcomes(cell).size() > 1)
            .count();
    rows.append("</td><td>").append(open == 0 ? "" : open).append("</td></tr>\n");
  }

  private static boolean always(Cell cell, Outcome outcome) {
    return TableHtml.outcomes(cell).size() == 1
        && TableHtml.outcomes(cell).contains(outcome)
        && !cell.sampled();
  }

  private String index() {
    String name = snapshot.schema().name();
    StringBuilder body = new StringBuilder();
    body.append("<h1>").append(escaped(name)).append("</h1>\n<p class=\"note\">");
    body.append("How many cells of an action's table are one outcome whatever else a check says,");
    body.append(" and how many depend on more. Policy set <code>");
    body.append(escaped(snapshot.version())).append("</code>.</p>\n");
    body.append("<table>\n<thead><tr><th>action</th><th></th><th>by</th>");
    for (Outcome outcome : Outcome.values()) {
      body.append("<th>").append(outcome.code()).append("</th>");
    }
    body.append("<th>depends</th></tr></thead>\n<tbody>\n").append(rows);
    body.append("</tbody>\n</table>\n");
    return HtmlPage.of(name, body.toString());
  }
}
