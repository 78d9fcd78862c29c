package dev.portreeve.bench.load.report;

import java.util.ArrayList;
import java.util.List;

/** The page of a run: self-contained HTML with its tables and plots. */
final class Page {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <title>Portreeve load test</title>
      <style>
        body { font: 15px/1.5 sans-serif; margin: 2em auto; max-width: 1040px; }
        table { border-collapse: collapse; margin: 1em 0 2em; }
        th, td { border: 1px solid #ccc; padding: .25em .6em; text-align: right; }
        th:first-child, td:first-child { text-align: left; }
        .missed { background: #fdd; }
        svg { max-width: 100%; height: auto; }
      </style>
      <h1>Portreeve load test</h1>
      """;

  private final List<String> parts = new ArrayList<>();

  void text(String text) {
    parts.add("<p>" + escaped(text) + "</p>\n");
  }

  void heading(String text) {
    parts.add("<h2>" + escaped(text) + "</h2>\n");
  }

  void table(Table table) {
    StringBuilder html = new StringBuilder("<h3>" + escaped(table.title()) + "</h3>\n<table>\n");
    List<List<String>> rows = table.rows();
    for (int i = 0; i < rows.size(); i++) {
      String cell = i == 0 ? "th" : "td";
      boolean missed = rows.get(i).contains(Goal.MISSED);
      html.append(missed ? "<tr class=\"missed\">" : "<tr>");
      for (String text : rows.get(i)) {
        html.append("<%s>%s</%s>".formatted(cell, escaped(text), cell));
      }
      html.append("</tr>\n");
    }
    parts.add(html.append("</table>\n").toString());
  }

  /** Adds a plot, without the XML head that a file of its own has. */
  void plot(String svg) {
    parts.add(svg.substring(svg.indexOf("<svg")) + "\n");
  }

  @Override
  public String toString() {
    return HEAD + String.join("", parts) + "</html>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
