package dev.portreeve.client;

import java.util.Map;

/**
 * Something that may be carried out or shown with the decision.
 *
 * @param action what
 * @param members everything else about it, by name
 */
public record Advice(String action, Map<String, Object> members) {
  public Advice {
    members = Facts.copyOf(members);
  }
}
