package dev.portreeve.workbench.table;

import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.workbench.output.Palette;
import dev.portreeve.workbench.space.Point;
import java.util.ArrayList;
import java.util.List;

/** A table for a terminal. */
public final class TableText {
  private static final int WIDEST = 40;
  private static final int GAP = 2;

  private final Palette palette;
  private final StringBuilder out = new StringBuilder();

  public TableText(Palette palette) {
    this.palette = palette;
  }

  /** One line of a cell, not yet coloured. */
  private record Line(String text, Tone tone) {}

  private enum Tone {
    GOOD,
    BAD,
    OPEN,
    FAINT,
    STRONG
  }

  /** The whole text. */
  public String of(DecisionTable table) {
    out.setLength(0);
    heading(table);
    List<List<Line>> head = new ArrayList<>(List.of(List.of()));
    for (int column = 0; column < table.columns().ticks().size(); column++) {
      head.add(wrapped(table.columns().label(column), Tone.STRONG));
    }
    List<List<List<Line>>> grid = new ArrayList<>(List.of(head));
    for (int row = 0; row < table.cells().size(); row++) {
      List<List<Line>> cells = new ArrayList<>();
      cells.add(wrapped(table.rows().label(row), Tone.STRONG));
      table.cells().get(row).forEach(cell -> cells.add(lines(cell)));
      grid.add(cells);
    }
    print(grid);
    footing(table);
    return out.toString();
  }

  private void heading(DecisionTable table) {
    out.append(palette.strong(table.action())).append("  ").append(table.description());
    out.append('\n');
    axis("rows", table.rows());
    axis("columns", table.columns());
    table.given().entrySet().stream()
        .map(given -> "  given: " + given.getKey() + " = " + Point.shown(given.getValue()) + "\n")
        .sorted()
        .forEach(out::append);
    out.append('\n');
  }

  private void axis(String what, Axis axis) {
    if (!axis.names().isEmpty()) {
      out.append("  ").append(what).append(": ").append(axis.title()).append('\n');
    }
  }

  private void footing(DecisionTable table) {
    if (!table.open().isEmpty()) {
      out.append('\n');
      out.append(palette.faint("other values may matter of: " + String.join(", ", table.open())));
      out.append('\n');
    }
  }

  private static List<Line> lines(Cell cell) {
    List<Line> lines = new ArrayList<>();
    for (Answer answer : cell.answers()) {
      lines.addAll(wrapped(answer.told().text(), tone(answer.told().outcome())));
    }
    if (!cell.dependsOn().isEmpty()) {
      lines.addAll(wrapped("by " + String.join(", ", cell.dependsOn()), Tone.FAINT));
    }
    if (cell.sampled()) {
      lines.add(new Line("of a sample", Tone.OPEN));
    }
    return lines;
  }

  private static Tone tone(Outcome outcome) {
    return switch (outcome) {
      case PERMIT -> Tone.GOOD;
      case DENY -> Tone.BAD;
      case NEEDS_APPROVAL -> Tone.OPEN;
    };
  }

  /** Lines that are no wider than a column may be, broken at blanks. */
  private static List<Line> wrapped(String text, Tone tone) {
    List<Line> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDEST) {
        lines.add(new Line(line.toString(), tone));
        line.setLength(0);
        line.append(' ');
      }
      line.append(line.isEmpty() || line.toString().isBlank() ? "" : " ").append(word);
    }
    lines.add(new Line(line.toString(), tone));
    return lines;
  }

  private void print(List<List<List<Line>>> grid) {
    int columns = grid.get(0).size();
    int[] widths = new int[columns];
    for (List<List<Line>> row : grid) {
      for (int column = 0; column < columns; column++) {
        for (Line line : row.get(column)) {
          widths[column] = Math.max(widths[column], line.text().length());
        }
      }
    }
    for (List<List<Line>> row : grid) {
      int height = row.stream().mapToInt(List::size).max().orElse(0);
      for (int at = 0; at < height; at++) {
        print(row, at, widths);
      }
    }
  }

  private void print(List<List<Line>> row, int at, int[] widths) {
    StringBuilder blanks = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      List<Line> cell = row.get(column);
      if (at < cell.size() && !cell.get(at).text().isEmpty()) {
        Line line = cell.get(at);
        out.append(blanks).append(painted(line));
        blanks.setLength(0);
        blanks.append(" ".repeat(widths[column] - line.text().length() + GAP));
      } else {
        blanks.append(" ".repeat(widths[column] + GAP));
      }
    }
    out.append('\n');
  }

  private String painted(Line line) {
    return switch (line.tone()) {
      case GOOD -> palette.good(line.text());
      case BAD -> palette.bad(line.text());
      case OPEN -> palette.warning(line.text());
      case FAINT -> palette.faint(line.text());
      case STRONG -> palette.strong(line.text());
    };
  }
}
