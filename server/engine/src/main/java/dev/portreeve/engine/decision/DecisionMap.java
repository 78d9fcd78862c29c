package dev.portreeve.engine.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A decision as plain maps and lists, as the decision log has it. */
public final class DecisionMap {
  private DecisionMap() {}

  /** {@code decision}, {@code outcome} and whatever else there is; members never are empty. */
  public static Map<String, Object> of(Decision decision) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("decision", decision.permitted());
    map.put("outcome", decision.outcome().code());
    if (!decision.reason().isEmpty()) {
      map.put("reason", decision.reason());
    }
    if (!decision.policy().isEmpty()) {
      map.put("policy", decision.policy());
    }
    list("obligations", decision.obligations().stream().map(DecisionMap::of).toList(), map);
    list("advice", decision.advice().stream().map(DecisionMap::of).toList(), map);
    list("approvers", decision.approvers().stream().map(DecisionMap::of).toList(), map);
    list("missing", decision.missing(), map);
    if (!decision.details().isEmpty()) {
      map.put("details", decision.details());
    }
    return map;
  }

  private static void list(String name, List<?> items, Map<String, Object> map) {
    if (!items.isEmpty()) {
      map.put(name, items);
    }
  }

  private static Map<String, Object> of(Obligation obligation) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", obligation.type());
    map.put("properties", obligation.properties());
    return map;
  }

  private static Map<String, Object> of(Advice advice) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("action", advice.action());
    map.putAll(advice.members());
    return map;
  }

  private static Map<String, Object> of(Approver approver) {
    return Map.of(approver.kind().code(), approver.name());
  }
}
