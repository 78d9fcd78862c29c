package dev.portreeve.engine.lang;

import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.util.List;
import java.util.Map;

/**
 * CEL's equality in programs of cel-java: what is no number equals nothing, not even itself, be it
 * a value of its own or inside a list or map. cel-java asks first whether both sides are one
 * object.
 */
final class SpecEquality {
  static final RuntimeEquality CEL_JAVA =
      RuntimeEquality.create(RuntimeHelpers.create(), Environment.OPTIONS);

  private SpecEquality() {}

  /** {@code left == right}. */
  static boolean equal(Object left, Object right) {
    if (left instanceof Double one && right instanceof Double other) {
      return one.doubleValue() == other.doubleValue();
    }
    if (left instanceof List<?> one && right instanceof List<?> other) {
      return lists(one, other);
    }
    if (left instanceof Map<?, ?> one && right instanceof Map<?, ?> other) {
      return maps(one, other);
    }
    return CEL_JAVA.objectEquals(left, right);
  }

  /** {@code value in list}. */
  static boolean in(Object value, List<?> list) {
    return list.stream().anyMatch(element -> equal(value, element));
  }

  private static boolean lists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean maps(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      boolean found =
          CEL_JAVA
              .findInMap(right, entry.getKey())
              .filter(value -> equal(entry.getValue(), value))
              .isPresent();
      if (!found) {
        return false;
      }
    }
    return true;
  }
}
