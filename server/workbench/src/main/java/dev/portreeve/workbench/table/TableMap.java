package dev.portreeve.workbench.table;

import dev.portreeve.workbench.space.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A table as plain maps and lists, from which JSON is written. */
public final class TableMap {
  private TableMap() {}

  /** {@code rows} and {@code columns}: names; {@code cells}: what each fixes, and its answers. */
  public static Map<String, Object> of(DecisionTable table) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("action", table.action());
    map.put("policy_version", table.version());
    map.put("rows", table.rows().names());
    map.put("columns", table.columns().names());
    map.put("given", new TreeMap<>(table.given()));
    List<Object> cells = new ArrayList<>();
    for (int row = 0; row < table.cells().size(); row++) {
      for (int column = 0; column < table.cells().get(row).size(); column++) {
        Map<String, Object> fixed = new LinkedHashMap<>();
        table.rows().fix(row, fixed);
        table.columns().fix(column, fixed);
        cells.add(cell(shown(fixed), table.cells().get(row).get(column)));
      }
    }
    map.put("cells", cells);
    map.put("open", List.copyOf(table.open()));
    return map;
  }

  private static Map<String, Object> cell(Map<String, Object> fixed, Cell cell) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("fixed", fixed);
    map.put("certain", cell.certain());
    map.put("sampled", cell.sampled());
    map.put("depends_on", cell.dependsOn());
    map.put("answers", cell.answers().stream().map(TableMap::answer).toList());
    return map;
  }

  private static Map<String, Object> answer(Answer answer) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("outcome", answer.told().outcome().code());
    map.put("reason", answer.told().reason());
    map.put("obligations", answer.told().obligations());
    map.put("matches", answer.matches().stream().map(TableMap::match).toList());
    Map<String, Object> where = new LinkedHashMap<>();
    answer
        .where()
        .forEach((name, values) -> where.put(name, values.stream().map(TableMap::value).toList()));
    map.put("where", where);
    map.put("request", answer.request());
    map.put("team", answer.team());
    return map;
  }

  private static Map<String, Object> match(Answer.DecidingMatch match) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("place", match.place());
    map.put("cites", match.cites());
    return map;
  }

  private static Map<String, Object> shown(Map<String, Object> values) {
    Map<String, Object> shown = new LinkedHashMap<>();
    values.forEach((name, value) -> shown.put(name, value(value)));
    return shown;
  }

  private static Object value(Object value) {
    return value == Point.ABSENT ? Point.shown(value) : value;
  }
}
