package dev.portreeve.server.answer;

import dev.portreeve.policy.Snapshot;
import dev.portreeve.policy.decision.Decision;
import java.util.IdentityHashMap;

/**
 * The answers that one policy set gives again and again, each one object with the bytes it is sent
 * as. Safe for use by several threads.
 */
public final class KnownAnswers {
  private final String policyVersion;

  /* Written by the constructor only. */
  private final IdentityHashMap<Decision, Decided> often = new IdentityHashMap<>();

  public KnownAnswers(Snapshot snapshot) {
    this.policyVersion = snapshot.version();
    for (Decision decision : snapshot.constants()) {
      often.put(decision, Decided.often(decision, policyVersion));
    }
  }

  /** The answer that tells a decision of the set. */
  public Decided tell(Decision decision) {
    Decided known = often.get(decision);
    return known != null ? known : Decided.once(decision, policyVersion);
  }
}
