package dev.portreeve.client;

import java.util.Optional;

/** What a decision says: do it, do not, or ask an approver first. */
public enum Outcome {
  PERMIT("permit"),
  DENY("deny"),
  NEEDS_APPROVAL("needs_approval");

  private final String code;

  Outcome(String code) {
    this.code = code;
  }

  /** The outcome as it stands on the wire, in lower snake case. */
  public String code() {
    return code;
  }

  /** The outcome of that code, or empty. */
  public static Optional<Outcome> of(String code) {
    for (Outcome outcome : values()) {
      if (outcome.code.equals(code)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }
}
