package dev.portreeve.engine.filter;

import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.condition.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells conditions as plain values: maps, lists, strings, numbers and truth values, for JSON. */
final class ConditionMap {
  private static final int MOST_NODES = 50_000;

  private int nodes;

  private ConditionMap() {}

  static Map<String, Object> of(Condition condition) throws NotExpressible {
    return new ConditionMap().node(condition);
  }

  private Map<String, Object> node(Condition condition) throws NotExpressible {
    if (++nodes > MOST_NODES) {
      throw new NotExpressible("the condition would be too large for an answer");
    }
    if (condition instanceof Condition.All all) {
      return many("and", all.of());
    } else if (condition instanceof Condition.Any any) {
      return many("or", any.of());
    }
    return test((Condition.Test) condition);
  }

  private Map<String, Object> many(String op, List<Condition> sides) throws NotExpressible {
    List<Object> of = new ArrayList<>();
    for (Condition side : sides) {
      of.add(node(side));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("op", op);
    map.put("of", of);
    return map;
  }

  private static Map<String, Object> test(Condition.Test test) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (test instanceof Condition.Compare compare) {
      put(map, code(compare.operator()), test).put("value", plain(compare.value()));
    } else if (test instanceof Condition.CompareColumns compare) {
      put(map, code(compare.operator()), test).put("other", compare.other().name());
    } else if (test instanceof Condition.In in) {
      put(map, in.negated() ? "not_in" : "in", test)
          .put("values", in.values().stream().map(ConditionMap::plain).toList());
    } else if (test instanceof Condition.Holds holds) {
      put(map, holds.negated() ? "holds_not" : "holds", test).put("value", plain(holds.value()));
    } else if (test instanceof Condition.HoldsColumn holds) {
      put(map, holds.negated() ? "holds_not" : "holds", test).put("other", holds.element().name());
    } else if (test instanceof Condition.Text text) {
      put(map, code(text.test()), test).put("value", text.part());
      negate(map, text.negated());
    } else if (test instanceof Condition.Size size) {
      put(map, "size", test).put("compare", code(size.operator()));
      map.put("value", size.size());
    } else if (test instanceof Condition.Matches matches) {
      put(map, "matches", test).put("value", matches.pattern());
      negate(map, matches.negated());
    } else {
      put(
          map,
          test instanceof Condition.Given
              ? "given"
              : test instanceof Condition.Absent ? "absent" : "valid",
          test);
    }
    return map;
  }

  private static Map<String, Object> put(Map<String, Object> map, String op, Condition.Test test) {
    map.put("op", op);
    map.put("fact", test.column().name());
    return map;
  }

  private static void negate(Map<String, Object> map, boolean negated) {
    if (negated) {
      map.put("negated", true);
    }
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Object plain(Object value) {
    return value instanceof Instant moment ? moment.toString() : value;
  }
}
