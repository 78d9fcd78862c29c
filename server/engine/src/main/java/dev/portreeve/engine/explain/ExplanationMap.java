package dev.portreeve.engine.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An explanation as plain maps and lists, from which JSON is written. */
public final class ExplanationMap {
  private ExplanationMap() {}

  /**
   * {@code decided_by}, left out when no match decided, and {@code path}: the matches tried, in
   * order.
   */
  public static Map<String, Object> of(Explanation explanation) {
    Map<String, Object> map = new LinkedHashMap<>();
    explanation
        .deciding()
        .ifPresent(
            step -> {
              Map<String, Object> decided = new LinkedHashMap<>();
              decided.put("file", step.file());
              decided.put("line", step.line());
              decided.put("cites", step.cites());
              decided.put("output", step.output());
              map.put("decided_by", decided);
            });
    map.put("path", explanation.steps().stream().map(ExplanationMap::step).toList());
    return map;
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("file", step.file());
    map.put("line", step.line());
    map.put("column", step.column());
    map.put("cites", step.cites());
    map.put("condition", step.condition());
    put(step.verdict(), map);
    map.put("decides", step.decides());
    put(step.detail(), map);
    return map;
  }

  private static void put(Verdict verdict, Map<String, Object> map) {
    map.put("result", verdict.kind().code());
    if (!verdict.path().isEmpty()) {
      map.put("fact", verdict.path());
    }
  }

  private static void put(Detail detail, Map<String, Object> map) {
    putAll("parts", detail.parts().stream().map(ExplanationMap::part).toList(), map);
    putAll("calls", detail.calls().stream().map(ExplanationMap::call).toList(), map);
    putAll("reads", detail.readings().stream().map(ExplanationMap::reading).toList(), map);
  }

  private static void putAll(
      String name, List<Map<String, Object>> items, Map<String, Object> map) {
    if (!items.isEmpty()) {
      map.put(name, items);
    }
  }

  private static Map<String, Object> part(Part part) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", part.text());
    put(part.verdict(), map);
    return map;
  }

  private static Map<String, Object> call(Detail.Call call) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", call.text());
    map.put("value", call.value());
    put(call.detail(), map);
    return map;
  }

  private static Map<String, Object> reading(Reading reading) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", reading.name());
    if (reading.known()) {
      map.put("value", reading.value());
    }
    map.put("origin", reading.origin().code());
    return map;
  }
}
