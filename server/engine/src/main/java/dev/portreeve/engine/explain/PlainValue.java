package dev.portreeve.engine.explain;

import dev.portreeve.engine.packages.PackagePatterns;
import dev.portreeve.engine.type.SealedValue;
import dev.portreeve.engine.type.Structure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Typed values as people and JSON know them. */
public final class PlainValue {
  private PlainValue() {}

  /** A string, boolean, number, or a list or map of these; what is sealed is not shown. */
  public static Object of(Object typed) {
    if (typed instanceof Boolean || typed instanceof Number || typed instanceof String) {
      return typed;
    }
    if (typed instanceof Structure structure) {
      Map<String, Object> plain = new LinkedHashMap<>();
      for (int i = 0; i < structure.type().fields().size(); i++) {
        Object value = structure.value(i);
        if (value != null) {
          plain.put(structure.type().field(i).name(), of(value));
        }
      }
      return plain;
    }
    if (typed instanceof PackagePatterns patterns) {
      return patterns.patterns();
    }
    if (typed instanceof SealedValue) {
      return "sealed";
    }
    if (typed instanceof List<?> list) {
      return list.stream().map(PlainValue::of).toList();
    }
    if (typed instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((key, value) -> plain.put(String.valueOf(key), of(value)));
      return plain;
    }
    return String.valueOf(typed);
  }
}
