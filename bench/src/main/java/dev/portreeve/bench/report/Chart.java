package dev.portreeve.bench.report;

import java.util.List;
import java.util.Locale;

/** A picture of figures: a bar for each, on a scale of powers of ten, with least and most. */
public final class Chart {
  private static final int ROW = 22;
  private static final int LABELS = 300;
  private static final int BARS = 460;
  private static final int NUMBERS = 150;
  private static final int HEAD = 46;
  private static final String[] COLOURS = {
    "#3366aa", "#cc6633", "#559944", "#996699", "#aa8833", "#557788"
  };

  private final StringBuilder svg = new StringBuilder();
  private final List<Figure> figures;
  private final double low;
  private final double high;

  private Chart(List<Figure> figures) {
    this.figures = figures;
    low = Math.floor(Math.log10(least(figures)) - 0.01);
    high = Math.ceil(Math.log10(most(figures)) + 0.01);
  }

  private static double least(List<Figure> figures) {
    return figures.stream().mapToDouble(Figure::least).filter(x -> x > 0).min().orElse(1);
  }

  private static double most(List<Figure> figures) {
    return figures.stream().mapToDouble(Figure::most).filter(x -> x > 0).max().orElse(10);
  }

  /** The picture as SVG. */
  public static String of(String title, List<Figure> figures) {
    return new Chart(figures).draw(title);
  }

  private String draw(String title) {
    int width = LABELS + BARS + NUMBERS;
    int height = HEAD + ROW * figures.size() + 10;
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif'"
            + " font-size='12'>\n<rect width='100%%' height='100%%' fill='white'/>\n",
        width, height);
    add("<text x='8' y='18' font-size='14'>%s (less is better)</text>\n", title);
    for (double power = low; power <= high; power++) {
      int x = x(Math.pow(10, power));
      add("<text x='%d' y='36' fill='#666' text-anchor='middle'>", x);
      add("%s</text>\n", Figure.shown(Math.pow(10, power)));
      add("<line x1='%d' y1='40' x2='%d' y2='%d' stroke='#ddd'/>\n", x, x, height);
    }
    for (int i = 0; i < figures.size(); i++) {
      row(figures.get(i), HEAD + ROW * i);
    }
    return svg.append("</svg>\n").toString();
  }

  private void row(Figure figure, int y) {
    int middle = y + ROW / 2;
    add("<text x='%d' y='%d' text-anchor='end'>", LABELS - 6, middle + 4);
    add("%s</text>\n", figure.subject().label());
    int end = x(figure.median());
    add("<rect x='%d' y='%d' width='%d' height='%d' ", LABELS, y + 3, end - LABELS, ROW - 6);
    add("fill='%s'/>\n", colour(figure.subject().method()));
    add("<line x1='%d' y1='%d' ", x(figure.least()), middle);
    add("x2='%d' y2='%d' stroke='black'/>\n", x(figure.most()), middle);
    add("<text x='%d' y='%d'>", Math.max(end, x(figure.most())) + 5, middle + 4);
    add("%s %s</text>\n", Figure.shown(figure.median()), figure.unit());
  }

  private String colour(String method) {
    List<String> methods = figures.stream().map(f -> f.subject().method()).distinct().toList();
    return COLOURS[methods.indexOf(method) % COLOURS.length];
  }

  private int x(double value) {
    double at = value > 0 ? (Math.log10(value) - low) / (high - low) : 0;
    return LABELS + (int) Math.round(BARS * at);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
