package dev.portreeve.workbench.explanation;

import dev.portreeve.engine.explain.Explanation;
import dev.portreeve.engine.explain.ExplanationMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An explanation for programs. */
public final class ExplanationJson {
  private ExplanationJson() {}

  /** {@code path} as a server tells it, and {@code turns}. */
  public static Map<String, Object> of(Explanation explanation, OutcomeSearch search) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", explanation.decision().outcome().code());
    json.put("reason", explanation.decision().reason());
    json.putAll(ExplanationMap.of(explanation));
    json.put("turns", search.turns().stream().map(ExplanationJson::turn).toList());
    json.put("tried", search.tried());
    json.put("open", search.open().stream().sorted().toList());
    return json;
  }

  private static Map<String, Object> turn(OutcomeSearch.Turn turn) {
    List<Map<String, Object>> changes =
        turn.changes().stream().map(ExplanationJson::change).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", turn.decision().outcome().code());
    json.put("reason", turn.decision().reason());
    json.put("changes", changes);
    return json;
  }

  private static Map<String, Object> change(Alternative change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", change.name());
    json.put("to", change.to());
    return json;
  }
}
