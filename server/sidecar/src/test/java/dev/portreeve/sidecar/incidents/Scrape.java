package dev.portreeve.sidecar.incidents;

import dev.portreeve.sidecar.testing.RunningServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a server told of itself at one moment, but for its times: how slow the machine of the tests
 * is just now is an incident of its own.
 *
 * @param values by series: {@code portreeve_limits_total{limit="stalled"}}
 * @param nanos the moment, by {@link System#nanoTime}
 */
record Scrape(Map<String, Double> values, long nanos) {
  private static final Pattern TOLD =
      Pattern.compile("portreeve_(?!request_seconds|event_loop_lag).*");

  static Scrape of(RunningServer server) {
    Map<String, Double> values = new LinkedHashMap<>();
    String text = server.management().get("/metrics").body();
    long nanos = System.nanoTime();
    for (String line : text.lines().filter(line -> TOLD.matcher(line).matches()).toList()) {
      int space = line.lastIndexOf(' ');
      double value = Double.parseDouble(line.substring(space + 1));
      if (!Double.isNaN(value)) {
        values.put(line.substring(0, space), value);
      }
    }
    return new Scrape(values, nanos);
  }

  double value(String series) {
    return values.getOrDefault(series, 0.0);
  }
}
