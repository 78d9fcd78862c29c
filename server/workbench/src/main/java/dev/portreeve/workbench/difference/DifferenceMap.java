package dev.portreeve.workbench.difference;

import dev.portreeve.workbench.space.Leaf;
import dev.portreeve.workbench.space.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What changes, as plain maps and lists, from which JSON is written. */
public final class DifferenceMap {
  private DifferenceMap() {}

  /**
   * {@code loosened}, {@code tightened}, {@code reworded}: counts; {@code actions}: what changes.
   */
  public static Map<String, Object> of(SetDifference difference) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Direction direction :
        List.of(Direction.LOOSENED, Direction.TIGHTENED, Direction.REWORDED)) {
      map.put(direction.code(), difference.count(direction));
    }
    map.put("actions", difference.actions().stream().map(DifferenceMap::action).toList());
    return map;
  }

  private static Map<String, Object> action(ActionDifference action) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("action", action.action());
    map.put("looked", action.looked());
    map.put("sampled", action.sampled());
    map.put("open", action.open().stream().sorted().toList());
    map.put("changes", action.changes().stream().map(change -> change(action, change)).toList());
    return map;
  }

  private static Map<String, Object> change(ActionDifference action, Change change) {
    Map<String, Object> where = new LinkedHashMap<>();
    change
        .where()
        .forEach(
            (name, values) -> where.put(name, values.stream().map(DifferenceMap::value).toList()));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("direction", change.direction().code());
    map.put("before", answer(change.before()));
    map.put("after", answer(change.after()));
    map.put("count", change.count());
    map.put("where", where);
    map.put("request", change.example().point().request(action.action(), action.teamFact()));
    map.put("team", change.example().point().team());
    return map;
  }

  private static Object value(Object value) {
    return value == Point.ABSENT ? "not given" : value;
  }

  private static Map<String, Object> answer(Leaf.Answer answer) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("outcome", answer.decision().outcome().code());
    map.put("reason", answer.decision().reason());
    map.put("match", answer.place());
    map.put("cites", answer.cites());
    return map;
  }
}
