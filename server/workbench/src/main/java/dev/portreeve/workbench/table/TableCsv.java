package dev.portreeve.workbench.table;

import dev.portreeve.workbench.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table as comma-separated values: a line for each answer of each cell, which sheets pivot. */
public final class TableCsv {
  private TableCsv() {}

  /** The lines of RFC 4180, the first of which names the columns. */
  public static String of(DecisionTable table) {
    StringBuilder out = new StringBuilder();
    List<String> head = new ArrayList<>(table.rows().names());
    head.addAll(table.columns().names());
    head.addAll(List.of("outcome", "reason", "obligations", "depends_on", "sampled"));
    head.addAll(List.of("match", "cites"));
    line(out, head);
    for (int row = 0; row < table.cells().size(); row++) {
      for (int column = 0; column < table.cells().get(row).size(); column++) {
        List<String> where = new ArrayList<>();
        table.rows().ticks().get(row).forEach(value -> where.add(Point.shown(value)));
        table.columns().ticks().get(column).forEach(value -> where.add(Point.shown(value)));
        cell(out, where, table.cells().get(row).get(column));
      }
    }
    return out.toString();
  }

  private static void cell(StringBuilder out, List<String> where, Cell cell) {
    for (Answer answer : cell.answers()) {
      List<String> line = new ArrayList<>(where);
      line.add(answer.told().outcome().code());
      line.add(answer.told().reason());
      line.add(String.join(" ", answer.told().obligations()));
      line.add(String.join(" ", cell.dependsOn()));
      line.add(String.valueOf(cell.sampled()));
      line.add(
          answer.matches().stream()
              .map(Answer.DecidingMatch::place)
              .collect(Collectors.joining(" ")));
      line.add(
          answer.matches().stream()
              .flatMap(match -> match.cites().stream())
              .distinct()
              .collect(Collectors.joining(" ")));
      line(out, line);
    }
  }

  private static void line(StringBuilder out, List<String> values) {
    out.append(values.stream().map(TableCsv::quoted).collect(Collectors.joining(",")));
    out.append("\r\n");
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
  }
}
