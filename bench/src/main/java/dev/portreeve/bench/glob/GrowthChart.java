package dev.portreeve.bench.glob;

import java.util.List;
import java.util.Locale;

/** What a match costs over the number of patterns, a panel for each question. */
public final class GrowthChart {
  /** The median nanoseconds of a match. */
  public record Point(Question question, Rival rival, int patterns, double ns) {}

  private static final int WIDTH = 300;
  private static final int HEIGHT = 300;
  private static final int GAP = 50;
  private static final int TOP = 40;
  private static final int LEGEND = 170;
  private static final double LOWEST = 0;
  private static final double HIGHEST = 7;
  private static final double MOST_PATTERNS = 4;
  private static final String[] COLOURS = {
    "#d02020", "#3366aa", "#88aadd", "#559944", "#222222", "#aa8833", "#996699", "#77bbbb"
  };

  private final StringBuilder svg = new StringBuilder();
  private final List<Point> points;

  private GrowthChart(List<Point> points) {
    this.points = points;
  }

  /** The picture as SVG; the points of a line are in the order of their numbers of patterns. */
  public static String of(List<Point> points) {
    return new GrowthChart(points).draw();
  }

  private String draw() {
    int width = GAP + Question.values().length * (WIDTH + GAP) + LEGEND;
    add("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' ", width, HEIGHT + 90);
    add(
        "font-family='sans-serif' font-size='12'>\n<rect width='100%%' height='100%%' fill='white'/>\n");
    for (Question question : Question.values()) {
      panel(question);
    }
    for (Rival rival : Rival.values()) {
      int y = TOP + 20 + 20 * rival.ordinal();
      String name = rival.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      add("<line x1='%d' y1='%d' x2='%d' y2='%d' ", width - LEGEND, y, width - LEGEND + 20, y);
      add("stroke='%s' stroke-width='%s'/>\n", COLOURS[rival.ordinal()], thickness(rival));
      add("<text x='%d' y='%d'>%s</text>\n", width - LEGEND + 28, y + 4, name);
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(Question question) {
    String name = question.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    int left = left(question);
    add("<text x='%d' y='24' font-size='14'>%s: ns a match over patterns</text>\n", left, name);
    for (double power = LOWEST; power <= HIGHEST; power++) {
      int y = y(Math.pow(10, power));
      add("<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='#ddd'/>\n", left, y, left + WIDTH, y);
      add(
          "<text x='%d' y='%d' fill='#666' text-anchor='end'>%s</text>\n",
          left - 4, y + 4, label(power));
    }
    for (double power = 0; power <= MOST_PATTERNS; power++) {
      int x = x(question, Math.pow(10, power));
      add(
          "<text x='%d' y='%d' fill='#666' text-anchor='middle'>%s</text>\n",
          x, TOP + HEIGHT + 18, label(power));
    }
    for (Rival rival : Rival.values()) {
      line(question, rival);
    }
  }

  private void line(Question question, Rival rival) {
    add("<polyline fill='none' stroke='%s' ", COLOURS[rival.ordinal()]);
    add("stroke-width='%s' points='", thickness(rival));
    for (Point point : points) {
      if (point.question() == question && point.rival() == rival) {
        add("%d,%d ", x(question, point.patterns()), y(point.ns()));
      }
    }
    add("'/>\n");
  }

  private static String thickness(Rival rival) {
    return rival == Rival.PORTREEVE ? "3" : "1.5";
  }

  private static String label(double power) {
    int group = (int) power / 3;
    return Math.round(Math.pow(10, power - 3 * group)) + List.of("", "k", "M").get(group);
  }

  private static int left(Question question) {
    return GAP + question.ordinal() * (WIDTH + GAP);
  }

  private static int x(Question question, double patterns) {
    return left(question) + (int) Math.round(WIDTH * Math.log10(patterns) / MOST_PATTERNS);
  }

  private static int y(double ns) {
    double share = (Math.log10(Math.max(1, ns)) - LOWEST) / (HIGHEST - LOWEST);
    return TOP + HEIGHT - (int) Math.round(HEIGHT * share);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
