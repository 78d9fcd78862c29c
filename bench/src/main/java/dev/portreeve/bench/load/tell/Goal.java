package dev.portreeve.bench.load.tell;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A figure that is wanted.
 *
 * @param what of what
 * @param wanted in words
 * @param measured what it is
 * @param reached whether that is good enough
 */
public record Goal(String what, String wanted, double measured, boolean reached) {
  public static Goal atLeast(String what, double wanted, double measured) {
    return new Goal(what, "at least " + Numbers.shown(wanted), measured, measured >= wanted);
  }

  public static Goal atMost(String what, double wanted, double measured) {
    return new Goal(what, "at most " + Numbers.shown(wanted), measured, measured <= wanted);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("goal", what);
    json.put("wanted", wanted);
    json.put("measured", Numbers.shown(measured));
    json.put("reached", reached);
    return json;
  }
}
