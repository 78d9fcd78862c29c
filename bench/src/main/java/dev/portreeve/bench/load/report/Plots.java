package dev.portreeve.bench.load.report;

import dev.portreeve.bench.load.client.AnswerLog;
import dev.portreeve.bench.report.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots of a run, as SVG. */
public final class Plots {
  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 420;
  private static final int BAR_HEIGHT = 620;
  private static final int LABEL_ANGLE = 60;

  /** The percentiles that are drawn, by how many answers in how many are slower. */
  private static final double[] SLOWER = {2, 4, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4};

  private static final long BUCKET_MICROS = 50_000;

  private Plots() {}

  /** A bar per figure. */
  static String bars(String title, List<Figure> figures) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(BAR_HEIGHT)
            .title(title)
            .yAxisTitle(figures.get(0).unit())
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisLabelRotation(LABEL_ANGLE);
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    List<String> labels = figures.stream().map(figure -> figure.subject().label()).toList();
    List<Double> medians = figures.stream().map(Figure::median).toList();
    chart.addSeries(title, labels, medians);
    return svg(chart);
  }

  /** Latency against percentile, up to p99.99. */
  public static String percentiles(String title, Map<String, Histogram> latencies) {
    XYChart chart = lines(title, "one answer in so many is slower", "latency, µs");
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    latencies.forEach(
        (label, histogram) -> {
          double[] micros = new double[SLOWER.length];
          for (int i = 0; i < micros.length; i++) {
            double percentile = 100 - 100 / SLOWER[i];
            micros[i] = Math.max(1, histogram.getValueAtPercentile(percentile) / 1e3);
          }
          chart.addSeries(label, SLOWER, micros).setMarker(SeriesMarkers.NONE);
        });
    return svg(chart);
  }

  /**
   * The slowest answer of each 50 ms, with a mark at each change of the files.
   *
   * @param changesEpochMicros when files were changed
   */
  public static String timeline(String title, AnswerLog log, List<Long> changesEpochMicros) {
    long began = log.dueEpochMicros(0);
    List<Double> seconds = new ArrayList<>();
    List<Double> slowest = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      int bucket = (int) ((log.dueEpochMicros(i) - began) / BUCKET_MICROS);
      while (slowest.size() <= bucket) {
        seconds.add(slowest.size() * BUCKET_MICROS / 1e6);
        slowest.add(0.0);
      }
      if (bucket >= 0) {
        slowest.set(bucket, Math.max(slowest.get(bucket), log.latencyNanos(i) / 1e3));
      }
    }
    XYChart chart = lines(title, "seconds", "slowest answer in 50 ms, µs");
    chart.addSeries("slowest answer", seconds, slowest).setMarker(SeriesMarkers.NONE);
    List<Double> changes =
        changesEpochMicros.stream()
            .map(at -> (at - began) / 1e6)
            .filter(at -> at >= 0 && at <= seconds.size() * BUCKET_MICROS / 1e6)
            .toList();
    if (!changes.isEmpty()) {
      XYSeries marks =
          chart.addSeries("files changed", changes, changes.stream().map(at -> 0.0).toList());
      marks.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      marks.setMarker(SeriesMarkers.TRIANGLE_UP);
    }
    return svg(chart);
  }

  private static XYChart lines(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    return chart;
  }

  private static String svg(Chart<?, ?> chart) {
    chart.getStyler().setChartBackgroundColor(java.awt.Color.WHITE);
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("a plot cannot be drawn: " + chart.getTitle(), e);
    }
  }
}
