package dev.portreeve.sidecar.log;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.explain.Explainer;
import dev.portreeve.engine.explain.Step;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the match of a policy that gave a decision. For one thread. */
final class DecidingMatch {
  /*
   * The compiled form does not tell. A decision that is one object for the life of its snapshot comes
   * from one match, which the reference form finds once; any other is decided again, slowly.
   */
  private final IdentityHashMap<Decision, Optional<Step>> known = new IdentityHashMap<>();
  private Set<Decision> constants = Collections.emptySet();
  private @Nullable Snapshot snapshot;

  /**
   * The match, or empty when none decided.
   *
   * @param cheaply finds it only where that takes no second decision
   */
  Optional<Step> of(LoggedDecision logged, boolean cheaply) {
    Decision decision = logged.decision();
    if (decision.policy().isEmpty()) {
      return Optional.empty();
    }
    if (logged.snapshot() != snapshot) {
      snapshot = logged.snapshot();
      constants = logged.snapshot().constants();
      known.clear();
    }
    if (!constants.contains(decision)) {
      return cheaply ? Optional.empty() : explain(logged);
    }
    return known.computeIfAbsent(decision, d -> explain(logged));
  }

  private static Optional<Step> explain(LoggedDecision logged) {
    return Explainer.explain(logged.snapshot(), logged.frame(), logged.team()).deciding();
  }
}
