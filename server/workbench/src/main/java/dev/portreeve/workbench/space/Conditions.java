package dev.portreeve.workbench.space;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what some kinds of checks have in common that others do not have. */
public final class Conditions {
  private Conditions() {}

  /**
   * What all of some leaves fix, to values that are not all there are, by name.
   *
   * @param some of the leaves, at least one
   * @param all of them
   */
  public static Map<String, List<Object>> of(List<Leaf> some, List<Leaf> all) {
    Map<String, List<Object>> common = new LinkedHashMap<>();
    for (String name : some.get(0).point().values().keySet()) {
      if (some.stream().allMatch(leaf -> leaf.point().has(name))) {
        Set<Object> values = values(some, name);
        if (values.size() < values(all, name).size()) {
          common.put(name, List.copyOf(values));
        }
      }
    }
    return common;
  }

  private static Set<Object> values(List<Leaf> leaves, String name) {
    Set<Object> values = new LinkedHashSet<>();
    for (Leaf leaf : leaves) {
      Object value = leaf.point().values().get(name);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }
}
