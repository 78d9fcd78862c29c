package dev.portreeve.engine.type;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CEL's equality of typed values: lists element by element, maps and objects member by member,
 * numbers by their value whatever their type.
 *
 * <p>Objects are equal when reading any member of one gives what reading it of the other gives, be
 * it given or its default. Two sealed values are never equal, since nobody knows what they seal.
 */
public final class ValueEquality {
  private ValueEquality() {}

  /** Whether two typed values are equal; null, the member that is not there, equals itself. */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right;
    }
    if (left instanceof Number number) {
      return right instanceof Number other && equal(number, other);
    }
    if (left instanceof Structure structure) {
      return right instanceof Structure other && equal(structure, other);
    }
    if (left instanceof List<?> list) {
      return right instanceof List<?> other && equal(list, other);
    }
    if (left instanceof Map<?, ?> map) {
      return right instanceof Map<?, ?> other && equal(map, other);
    }
    return !(left instanceof SealedValue) && left.equals(right);
  }

  private static boolean equal(Number left, Number right) {
    boolean fractional = left instanceof Double || right instanceof Double;
    if (!fractional) {
      return left.longValue() == right.longValue();
    }
    double first = left.doubleValue();
    double second = right.doubleValue();
    boolean whole = left instanceof Double ? isLong(first, right) : isLong(second, left);
    return first == second && whole;
  }

  /**
   * Whether a floating point number is that number exactly: above 2^53 several longs round to it.
   */
  private static boolean isLong(double number, Number other) {
    return other instanceof Double
        || number < 0x1p63 && number >= -0x1p63 && (long) number == other.longValue();
  }

  private static boolean equal(Structure left, Structure right) {
    int size = left.type().fields().size();
    if (!left.type().name().equals(right.type().name()) || right.type().fields().size() != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!equal(left.value(i), right.value(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(List<?> left, List<?> right) {
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

  private static boolean equal(Map<?, ?> left, Map<?, ?> right) {
    return left.size() == right.size()
        && left.entrySet().stream()
            .allMatch(
                entry ->
                    right.containsKey(entry.getKey())
                        && equal(entry.getValue(), right.get(entry.getKey())));
  }
}
