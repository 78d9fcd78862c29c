package dev.portreeve.engine;

import java.util.List;

/** The few types that a subject or resource may be of; none named means any. */
final class TypeNames {
  private final String[] names;

  TypeNames(List<String> names) {
    this.names = names.toArray(String[]::new);
  }

  boolean allow(String type) {
    // Not List.contains, which compares by a call that the JVM cannot tell from any other equals.
    for (String name : names) {
      if (name.equals(type)) {
        return true;
      }
    }
    return names.length == 0;
  }
}
