package dev.portreeve.policy.compiled;

import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.lang.Messages;

/**
 * Gives decisions the name and the words of the policy that made them.
 *
 * @param policy its name
 * @param messages the texts of the set
 */
record Speaker(String policy, Messages messages) {
  Decision speak(Decision decision) {
    return decision.spoken(policy, messages.text(decision.reason(), policy));
  }
}
