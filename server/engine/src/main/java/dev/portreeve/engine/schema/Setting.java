package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an admin may set for a team.
 *
 * @param index its number among the settings, from 0
 * @param key as it stands in team files
 * @param type of its value
 * @param defaultValue typed; in force when nothing is stored or the plan lacks the control
 * @param plans the plans that have the control; empty means all
 * @param roles who may change it, for policies to read
 * @param title what a product's settings page calls it
 * @param description for people
 */
public record Setting(
    int index,
    String key,
    ValueType type,
    Optional<Object> defaultValue,
    Set<String> plans,
    List<String> roles,
    String title,
    String description) {

  /** Whether a team on the plan has the control. */
  public boolean onPlan(String plan) {
    return plans.isEmpty() || plans.contains(plan);
  }
}
