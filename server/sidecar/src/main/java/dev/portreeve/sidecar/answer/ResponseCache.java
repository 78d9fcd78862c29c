package dev.portreeve.sidecar.answer;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import java.util.IdentityHashMap;

/**
 * The answers that one policy set gives again and again, each one object with the bytes it is sent
 * as. Safe for use by several threads.
 */
public final class ResponseCache {
  private final String policyVersion;

  /* Written by the constructor only. */
  private final IdentityHashMap<Decision, EncodedDecision> often = new IdentityHashMap<>();

  public ResponseCache(Snapshot snapshot) {
    this.policyVersion = snapshot.version();
    for (Decision decision : snapshot.constants()) {
      often.put(decision, EncodedDecision.often(decision, policyVersion));
    }
  }

  /**
   * The answer that tells a decision of the set.
   *
   * @param teamVersion of the team that was decided for, or empty when none is known
   */
  public EncodedDecision tell(Decision decision, String teamVersion) {
    EncodedDecision known = often.get(decision);
    return known != null
        ? known.under(teamVersion)
        : EncodedDecision.once(decision, policyVersion, teamVersion);
  }
}
