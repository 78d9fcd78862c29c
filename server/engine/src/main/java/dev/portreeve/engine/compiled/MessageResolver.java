package dev.portreeve.engine.compiled;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.lang.Messages;

/**
 * Gives decisions the name and the words of the policy that made them.
 *
 * @param policy its name
 * @param messages the texts of the set
 */
record MessageResolver(String policy, Messages messages) {
  Decision speak(Decision decision) {
    return decision.spoken(policy, messages.text(decision.reason(), policy, decision.message()));
  }
}
