package dev.portreeve.engine.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares plain values by what they say: {@code 3}, {@code 3L} and {@code 3.0} are one number. */
final class PlainValues {
  private PlainValues() {}

  static boolean equal(Object a, Object b) {
    return normal(a).equals(normal(b));
  }

  private static Object normal(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PlainValues::normal).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> normal = new LinkedHashMap<>();
      map.forEach((key, member) -> normal.put(key, normal(member)));
      return normal;
    }
    return value;
  }
}
