package dev.portreeve.policy.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Unmodifiable maps that keep the order in which a policy wrote their members. */
final class Members {
  private Members() {}

  static Map<String, Object> copyOf(Map<String, Object> members) {
    return members.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  static Map<String, Object> without(Map<String, Object> members, String name) {
    Map<String, Object> rest = new LinkedHashMap<>(members);
    rest.remove(name);
    return rest;
  }
}
