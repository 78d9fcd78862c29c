package dev.portreeve.engine.decision;

import java.util.Map;

/**
 * Something the caller may carry out or show with the decision.
 *
 * @param action what
 * @param members further members: strings, booleans, numbers and lists of these
 */
public record Advice(String action, Map<String, Object> members) {
  public Advice {
    members = Members.copyOf(members);
  }
}
