package dev.portreeve.bench.load.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A figure that is wanted.
 *
 * @param what of what
 * @param wanted in words
 * @param measured what it is
 * @param byCpu the same by processor time, which is steadier; NaN where that makes no sense
 * @param reached whether what is measured is good enough
 */
public record Goal(String what, String wanted, double measured, double byCpu, boolean reached) {
  /** What tables say of a goal that was not reached. */
  static final String MISSED = "not reached";

  public static Goal atLeast(String what, double wanted, double measured) {
    return new Goal(
        what, "at least " + Numbers.shown(wanted), measured, Double.NaN, measured >= wanted);
  }

  public static Goal atMost(String what, double wanted, double measured) {
    return new Goal(
        what, "at most " + Numbers.shown(wanted), measured, Double.NaN, measured <= wanted);
  }

  /** The goal, and what it would be if the rates were as processor times are. */
  public Goal andByCpu(double ratio) {
    return new Goal(what, wanted, measured, ratio, reached);
  }

  /** The figure by processor time, or nothing. */
  String cpu() {
    return Double.isNaN(byCpu) ? "" : Numbers.shown(byCpu);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("goal", what);
    json.put("wanted", wanted);
    json.put("measured", Numbers.shown(measured));
    json.put("by_cpu", cpu());
    json.put("reached", reached);
    return json;
  }
}
