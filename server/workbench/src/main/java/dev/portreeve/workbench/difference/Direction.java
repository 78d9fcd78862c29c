package dev.portreeve.workbench.difference;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;

/** Whom a changed decision favours. */
public enum Direction {
  /** More may be done, or the same with less asked in return. */
  LOOSENED("loosened"),
  /** Less may be done, or the same with more asked in return. */
  TIGHTENED("tightened"),
  /** The same may be done; the reason, its text or the advice differs. */
  REWORDED("reworded"),
  /** Nothing differs. */
  SAME("same");

  private final String code;

  Direction(String code) {
    this.code = code;
  }

  /** The word for it in JSON. */
  public String code() {
    return code;
  }

  /** From one decision to another. */
  public static Direction of(Decision before, Decision after) {
    int less = rank(before.outcome());
    int more = rank(after.outcome());
    if (less != more) {
      return more > less ? LOOSENED : TIGHTENED;
    }
    if (!before.approvers().equals(after.approvers())) {
      return before.approvers().containsAll(after.approvers()) ? TIGHTENED : LOOSENED;
    }
    if (!before.obligations().equals(after.obligations()) && before.outcome() != Outcome.DENY) {
      return after.obligations().containsAll(before.obligations()) ? TIGHTENED : LOOSENED;
    }
    boolean same =
        before.reason().equals(after.reason())
            && before.message().equals(after.message())
            && before.obligations().equals(after.obligations())
            && before.advice().equals(after.advice())
            && before.missing().equals(after.missing())
            && before.details().equals(after.details());
    return same ? SAME : REWORDED;
  }

  private static int rank(Outcome outcome) {
    return switch (outcome) {
      case DENY -> 0;
      case NEEDS_APPROVAL -> 1;
      case PERMIT -> 2;
    };
  }
}
