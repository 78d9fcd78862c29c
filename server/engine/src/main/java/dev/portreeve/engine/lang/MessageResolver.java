package dev.portreeve.engine.lang;

import dev.portreeve.engine.decision.Decision;

/**
 * Gives decisions the name and the words of the policy that made them.
 *
 * @param policy its name
 * @param messages the texts of the set
 */
public record MessageResolver(String policy, Messages messages) {
  public Decision speak(Decision decision) {
    return decision.spoken(policy, messages.text(decision.reason(), policy, decision.message()));
  }
}
