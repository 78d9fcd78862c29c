package dev.portreeve.bench.glob;

import java.util.List;
import java.util.Locale;

/** What a match costs over the number of patterns, a panel for each question. */
public final class GrowthChart {
  /** The median nanoseconds of a match. */
  public record Point(SpecifierKind question, Rival rival, int patterns, double ns) {}

  private static final int WIDTH = 300;
  private static final int HEIGHT = 300;
  private static final int GAP = 50;
  private static final int TOP = 40;
  private static final int LEGEND = 170;
  private static final double HIGHEST = 7;
  private static final double MOST_PATTERNS = 4;
  private static final List<String> UNITS = List.of("", "k", "M");
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
    SpecifierKind[] questions = SpecifierKind.values();
    int width = GAP + questions.length * (WIDTH + GAP) + LEGEND;
    add("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' ", width, HEIGHT + 90);
    add("font-family='sans-serif' font-size='12'>\n");
    add("<rect width='100%%' height='100%%' fill='white'/>\n");
    for (int i = 0; i < questions.length; i++) {
      panel(questions[i], GAP + i * (WIDTH + GAP));
    }
    Rival[] rivals = Rival.values();
    for (int i = 0; i < rivals.length; i++) {
      legend(rivals[i], COLOURS[i], width - LEGEND, TOP + 20 + 20 * i);
    }
    return svg.append("</svg>\n").toString();
  }

  private void legend(Rival rival, String colour, int x, int y) {
    add("<line x1='%d' y1='%d' x2='%d' y2='%d' ", x, y, x + 20, y);
    add("stroke='%s' stroke-width='%s'/>\n", colour, thickness(rival));
    add("<text x='%d' y='%d'>%s</text>\n", x + 28, y + 4, words(rival.name()));
  }

  private void panel(SpecifierKind question, int left) {
    add("<text x='%d' y='24' font-size='14'>", left);
    add("%s: ns a match over patterns</text>\n", words(question.name()));
    for (double power = 0; power <= HIGHEST; power++) {
      int y = y(Math.pow(10, power));
      add("<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='#ddd'/>\n", left, y, left + WIDTH, y);
      label(power, left - 4, y + 4, "end");
    }
    for (double power = 0; power <= MOST_PATTERNS; power++) {
      label(power, x(left, Math.pow(10, power)), TOP + HEIGHT + 18, "middle");
    }
    Rival[] rivals = Rival.values();
    for (int i = 0; i < rivals.length; i++) {
      line(question, rivals[i], COLOURS[i], left);
    }
  }

  private void line(SpecifierKind question, Rival rival, String colour, int left) {
    add("<polyline fill='none' stroke='%s' ", colour);
    add("stroke-width='%s' points='", thickness(rival));
    for (Point point : points) {
      if (point.question() == question && point.rival() == rival) {
        add("%d,%d ", x(left, point.patterns()), y(point.ns()));
      }
    }
    add("'/>\n");
  }

  private void label(double power, int x, int y, String anchor) {
    int group = (int) power / 3;
    add("<text x='%d' y='%d' fill='#666' text-anchor='%s'>", x, y, anchor);
    add("%d%s</text>\n", Math.round(Math.pow(10, power - 3 * group)), UNITS.get(group));
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String thickness(Rival rival) {
    return rival == Rival.PORTREEVE ? "3" : "1.5";
  }

  private static int x(int left, double patterns) {
    return left + (int) Math.round(WIDTH * Math.log10(patterns) / MOST_PATTERNS);
  }

  private static int y(double ns) {
    return TOP + HEIGHT - (int) Math.round(HEIGHT * Math.log10(Math.max(1, ns)) / HIGHEST);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
