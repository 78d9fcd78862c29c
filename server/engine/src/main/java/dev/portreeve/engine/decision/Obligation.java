package dev.portreeve.engine.decision;

import java.util.Map;

/**
 * Something the caller must carry out with the decision, in the shape of the AuthZEN Obligations
 * profile.
 *
 * @param type {@link #CUSTOM}, or a normative type of the profile such as {@link #NOTIFICATION}
 * @param properties what to do; for a custom one {@code action} names it. Values are strings,
 *     booleans, numbers and lists of these
 */
public record Obligation(String type, Map<String, Object> properties) {
  public static final String CUSTOM = "custom";
  public static final String NOTIFICATION = "notification";

  public Obligation {
    properties = Members.copyOf(properties);
  }

  /** The name policies and case files know it by: the custom action, else the type. */
  public String action() {
    return type.equals(CUSTOM) ? String.valueOf(properties.get("action")) : type;
  }

  /** The same content as advice, for a caller that only wants to know. */
  public Advice toAdvice() {
    return new Advice(action(), Members.copyOf(properties).without("action"));
  }
}
