package dev.portreeve.workbench.table;

import static dev.portreeve.workbench.table.HtmlPage.escaped;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.workbench.space.Point;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A table as one page for a browser, with colours, filters and the deciding matches. */
public final class TableHtml {
  private final StringBuilder out = new StringBuilder();

  private TableHtml() {}

  /** The page. */
  public static String of(DecisionTable table) {
    return of(table, "");
  }

  /**
   * The page with a way back.
   *
   * @param index the address of the page around it, or empty
   */
  static String of(DecisionTable table, String index) {
    TableHtml page = new TableHtml();
    page.heading(table, index);
    page.form(table);
    page.table(table);
    return HtmlPage.of(table.action(), page.out.toString());
  }

  private void heading(DecisionTable table, String index) {
    if (!index.isEmpty()) {
      out.append("<p><a href=\"").append(escaped(index)).append("\">all actions</a></p>\n");
    }
    out.append("<h1>").append(escaped(table.action())).append("</h1>\n<p>");
    out.append(escaped(table.description())).append("</p>\n");
    for (Map.Entry<String, Object> given : new TreeMap<>(table.given()).entrySet()) {
      out.append("<p>given <code>").append(escaped(given.getKey())).append("</code> = ");
      out.append(escaped(Point.shown(given.getValue()))).append("</p>\n");
    }
    out.append("<p class=\"note\">Each cell holds whatever else a check says, or names what it");
    out.append(" depends on.");
    if (!table.open().isEmpty()) {
      out.append(" Other values may matter of ");
      out.append(escaped(String.join(", ", table.open()))).append('.');
    }
    out.append(" Policy set <code>").append(escaped(table.version())).append("</code>.</p>\n");
  }

  private void form(DecisionTable table) {
    Set<Outcome> outcomes = new LinkedHashSet<>();
    table.cells().stream().flatMap(List::stream).forEach(cell -> outcomes.addAll(outcomes(cell)));
    out.append("<form>\n");
    for (Outcome outcome : Outcome.values()) {
      if (outcomes.contains(outcome)) {
        out.append("<label><input type=\"checkbox\" name=\"outcome\" checked value=\"");
        out.append(outcome.code()).append("\"> ").append(outcome.code()).append("</label>\n");
      }
    }
    out.append("<label><input type=\"checkbox\" name=\"open\"> only what depends on more</label>");
    out.append("\n<label>with <input type=\"search\" name=\"text\"></label>\n</form>\n");
  }

  private void table(DecisionTable table) {
    out.append("<table>\n<thead><tr><th>");
    out.append(escaped(table.rows().title()));
    if (!table.columns().names().isEmpty()) {
      out.append("<small>by ").append(escaped(table.columns().title())).append("</small>");
    }
    out.append("</th>");
    for (int column = 0; column < table.columns().ticks().size(); column++) {
      out.append("<th>").append(escaped(table.columns().label(column))).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < table.cells().size(); row++) {
      out.append("<tr><th>").append(escaped(table.rows().label(row))).append("</th>\n");
      table.cells().get(row).forEach(this::cell);
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table>\n");
  }

  private void cell(Cell cell) {
    Set<Outcome> outcomes = outcomes(cell);
    String codes = outcomes.stream().map(Outcome::code).collect(Collectors.joining(" "));
    out.append("<td class=\"").append(outcomes.size() == 1 ? codes : "mixed");
    out.append("\" data-outcomes=\"").append(codes);
    out.append("\" data-open=\"").append(!cell.certain()).append("\">");
    cell.answers().forEach(answer -> answer(answer, cell.answers().size() > 1));
    if (!cell.dependsOn().isEmpty()) {
      out.append("<small>depends on ");
      out.append(escaped(String.join(", ", cell.dependsOn()))).append("</small>");
    }
    if (cell.sampled()) {
      out.append("<small>of a sample</small>");
    }
    out.append("</td>\n");
  }

  private void answer(Answer answer, boolean oneOfSeveral) {
    Answer.Told told = answer.told();
    out.append("<div><span class=\"told ").append(told.outcome().code()).append("\">");
    out.append(told.outcome().code()).append("</span> ").append(escaped(told.reason()));
    told.obligations().forEach(one -> out.append(" + ").append(escaped(one)));
    for (Answer.DecidingMatch match : answer.matches()) {
      out.append("<small><code>").append(escaped(match.place())).append("</code> ");
      out.append(escaped(String.join(", ", match.cites()))).append("</small>");
    }
    out.append("<details><summary>");
    out.append(oneOfSeveral ? "when, and an example" : "an example").append("</summary>");
    if (oneOfSeveral) {
      answer.where().forEach(this::condition);
    }
    out.append("<pre>").append(escaped(JsonText.of(answer.request())));
    if (!answer.team().isEmpty()) {
      out.append("\nteam: ").append(escaped(JsonText.of(answer.team())));
    }
    out.append("</pre></details></div>");
  }

  private void condition(String name, List<Object> values) {
    String shown = values.stream().map(Point::shown).collect(Collectors.joining(" | "));
    out.append("<small><code>").append(escaped(name)).append("</code>: ");
    out.append(escaped(shown)).append("</small>");
  }

  static Set<Outcome> outcomes(Cell cell) {
    Set<Outcome> outcomes = new LinkedHashSet<>();
    cell.answers().forEach(answer -> outcomes.add(answer.told().outcome()));
    return outcomes;
  }
}
