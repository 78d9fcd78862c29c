package dev.portreeve.server.check;

import dev.portreeve.policy.decision.Decision;

/** What a caller is told about one question. */
public sealed interface Answer {

  /** Whether the subject may go ahead now. */
  boolean permitted();

  /**
   * A decision.
   *
   * @param decision as the policy made it
   * @param policyVersion the version of the policy set that it was made under
   */
  record Decided(Decision decision, String policyVersion) implements Answer {
    @Override
    public boolean permitted() {
      return decision.permitted();
    }
  }

  /**
   * None, because this item of a batch cannot be understood; never permitted.
   *
   * @param problem what is wrong
   * @param field the path of the field at fault
   */
  record Undecided(String problem, String field) implements Answer {
    @Override
    public boolean permitted() {
      return false;
    }
  }
}
