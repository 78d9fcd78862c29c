package dev.portreeve.engine;

import java.util.List;

/** The few types that a subject or resource may be of; none named means any. */
final class TypeNames {
  private final String[] names;

  TypeNames(List<String> names) {
    this.names = names.toArray(String[]::new);
  }

  /** Which of the types named it is, or -1 when it is none of them; 0 when any is allowed. */
  int indexOf(String type) {
    // Not List.contains, which compares by a call that the JVM cannot tell from any other equals.
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(type)) {
        return i;
      }
    }
    return names.length == 0 ? 0 : -1;
  }
}
