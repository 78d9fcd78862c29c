package dev.portreeve.client;

import java.util.Map;

/**
 * Something that must be carried out with the decision, in the shape of the AuthZEN Obligations
 * profile.
 *
 * @param id unique within the decision; may be empty
 * @param type a normative type of the profile such as {@code notification}, or {@code custom}
 * @param properties what to do; of a custom one {@code action} names it
 */
public record Obligation(String id, String type, Map<String, Object> properties) {
  private static final String CUSTOM = "custom";

  public Obligation {
    properties = Facts.copyOf(properties);
  }

  /** The name that {@link ObligationHandlers} know it by: the custom action, else the type. */
  public String name() {
    return type.equals(CUSTOM) && properties.get("action") instanceof String action ? action : type;
  }
}
