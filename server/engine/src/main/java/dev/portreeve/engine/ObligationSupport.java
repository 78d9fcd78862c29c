package dev.portreeve.engine;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the AuthZEN Obligations profile asks of a decision point: a permit with obligations that the
 * caller cannot meet, by its own word, is a denial.
 */
final class ObligationSupport {
  /** The detail that names the types which the caller cannot meet. */
  private static final String UNSUPPORTED = "unsupported";

  private ObligationSupport() {}

  /** The decision, or the denial in its place. */
  static Decision judge(Decision decision, Frame frame, int slot, Messages messages) {
    if (!decision.permitted()
        || decision.obligations().isEmpty()
        || !(frame.value(slot) instanceof List<?> supported)) {
      return decision;
    }
    List<String> unsupported = new ArrayList<>();
    for (Obligation obligation : decision.obligations()) {
      if (!supported.contains(obligation.type()) && !unsupported.contains(obligation.type())) {
        unsupported.add(obligation.type());
      }
    }
    if (unsupported.isEmpty()) {
      return decision;
    }
    String reason = Reasons.UNSUPPORTED_OBLIGATION;
    return new Decision(
        Outcome.DENY,
        reason,
        messages.text(reason, decision.policy(), ""),
        decision.policy(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(UNSUPPORTED, List.copyOf(unsupported)));
  }
}
