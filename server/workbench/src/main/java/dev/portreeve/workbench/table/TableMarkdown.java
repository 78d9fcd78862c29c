package dev.portreeve.workbench.table;

import dev.portreeve.workbench.space.Point;
import java.util.Map;
import java.util.TreeMap;

/** A table in Markdown, as GitHub and most others read it. */
public final class TableMarkdown {
  private TableMarkdown() {}

  /** The heading, the table and what it leaves open. */
  public static String of(DecisionTable table) {
    StringBuilder out = new StringBuilder();
    out.append("## ").append(escaped(table.action())).append("\n\n");
    out.append(escaped(table.description())).append("\n\n");
    for (Map.Entry<String, Object> given : new TreeMap<>(table.given()).entrySet()) {
      out.append("- given `").append(given.getKey()).append("` = ");
      out.append(escaped(Point.shown(given.getValue()))).append('\n');
    }
    out.append(table.given().isEmpty() ? "" : "\n");
    String across = table.columns().title();
    out.append("| ").append(escaped(corner(table.rows().title(), across)));
    for (int column = 0; column < table.columns().ticks().size(); column++) {
      String label = table.columns().label(column);
      out.append(" | ").append(escaped(label.isEmpty() ? "decision" : label));
    }
    out.append(" |\n|").append("---|".repeat(table.columns().ticks().size() + 1)).append('\n');
    for (int row = 0; row < table.cells().size(); row++) {
      out.append("| ").append(escaped(table.rows().label(row)));
      for (Cell cell : table.cells().get(row)) {
        out.append(" | ").append(cell(cell));
      }
      out.append(" |\n");
    }
    if (!table.open().isEmpty()) {
      out.append("\nOther values may matter of: ");
      out.append(escaped(String.join(", ", table.open()))).append(".\n");
    }
    out.append("\nPolicy set ").append(table.version()).append(".\n");
    return out.toString();
  }

  private static String corner(String down, String across) {
    return across.isEmpty() ? down : down + " \\ " + across;
  }

  private static String cell(Cell cell) {
    String text = escaped(cell.told("\n"));
    if (!cell.dependsOn().isEmpty()) {
      text += "<br>*by " + escaped(String.join(", ", cell.dependsOn())) + "*";
    }
    return cell.sampled() ? text + "<br>*of a sample*" : text;
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_<>\\[\\]|])", "\\\\$1").strip().replace("\n", "<br>");
  }
}
