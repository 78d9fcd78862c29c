package dev.portreeve.engine.decision;

/** What a decision says: do it, do not, or ask an approver first. */
public enum Outcome {
  PERMIT("permit"),
  DENY("deny"),
  NEEDS_APPROVAL("needs_approval");

  private final String code;

  Outcome(String code) {
    this.code = code;
  }

  /** The outcome as it stands on the wire and in case files, in lower snake case. */
  public String code() {
    return code;
  }
}
