package dev.portreeve.client;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values that facts may have, and immutable copies of them. */
final class Facts {
  /*
   * Sorted, so that the same facts given in another order make the same bytes. A value is reduced
   * to what JSON knows when it is given, so that every decision point is told the same.
   */
  private Facts() {}

  static Map<String, Object> copyOf(Map<String, ?> facts) {
    TreeMap<String, Object> copy = new TreeMap<>();
    facts.forEach((name, value) -> copy.put(name, valueOf(name, value)));
    return Collections.unmodifiableMap(copy);
  }

  static Map<String, Object> with(Map<String, Object> facts, String name, Object value) {
    TreeMap<String, Object> copy = new TreeMap<>(facts);
    copy.put(name, valueOf(name, value));
    return Collections.unmodifiableMap(copy);
  }

  private static Object valueOf(String name, @Nullable Object value) {
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof BigInteger) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      return finite(name, ((Number) value).doubleValue());
    }
    if (value instanceof Instant time) {
      return time.toString();
    }
    if (value instanceof Iterable<?> items) {
      return listOf(name, items);
    }
    if (value instanceof Map<?, ?> members) {
      return mapOf(name, members);
    }
    throw new IllegalArgumentException(
        value == null
            ? "fact `" + name + "` is null: leave out what is not known"
            : "fact `"
                + name
                + "` is a "
                + value.getClass().getName()
                + "; give a string, boolean, number, Instant, list or map");
  }

  private static Object finite(String name, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("fact `" + name + "` is " + number + ", not a number");
    }
    return number;
  }

  private static List<Object> listOf(String name, Iterable<?> items) {
    List<Object> copy = new ArrayList<>();
    for (Object item : items) {
      copy.add(valueOf(name, item));
    }
    return List.copyOf(copy);
  }

  private static Map<String, Object> mapOf(String name, Map<?, ?> members) {
    TreeMap<String, Object> copy = new TreeMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (!(member.getKey() instanceof String key)) {
        throw new IllegalArgumentException("fact `" + name + "` has a member without a name");
      }
      copy.put(key, valueOf(name + "." + key, member.getValue()));
    }
    return Collections.unmodifiableMap(copy);
  }

  /** An identifier, which must not be empty. */
  static String required(String what, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return text;
  }
}
