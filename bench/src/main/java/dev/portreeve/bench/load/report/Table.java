package dev.portreeve.bench.load.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in Markdown. */
public final class Table {
  private final String title;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String title, String... head) {
    this.title = title;
    row((Object[]) head);
    rows.add(Arrays.stream(head).map(cell -> "---").toList());
  }

  /** Adds a row; numbers are rounded to what means something. */
  public void row(Object... cells) {
    rows.add(Arrays.stream(cells).map(Table::shown).toList());
  }

  String title() {
    return title;
  }

  /** The head and the rows, without the line that Markdown puts between them. */
  List<List<String>> rows() {
    List<List<String>> shown = new ArrayList<>(rows);
    shown.remove(1);
    return shown;
  }

  private static String shown(Object cell) {
    return cell instanceof Double number ? Numbers.shown(number) : cell.toString();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("\n### " + title + "\n\n");
    rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
    return text.toString();
  }
}
