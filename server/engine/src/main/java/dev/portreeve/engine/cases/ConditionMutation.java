package dev.portreeve.engine.cases;

import dev.portreeve.engine.lang.ConstantProbe;

/**
 * A way in which a match can be wrong, and which cases should tell.
 *
 * <p>A negated condition needs no run of its own: to a case that takes the match it is the match
 * dropped, to one that passes it by it is the condition always true.
 */
enum ConditionMutation {
  DROPPED("if this match were not there") {
    @Override
    ConstantProbe at(int match) {
      return (tried, held) -> held && tried != match;
    }

    @Override
    boolean concerns(PreparedCase trial, int match) {
      return trial.takes(match);
    }
  },
  ALWAYS("if this condition were always true") {
    @Override
    ConstantProbe at(int match) {
      return (tried, held) -> held || tried == match;
    }

    @Override
    boolean concerns(PreparedCase trial, int match) {
      return trial.passesBy(match);
    }
  };

  private final String supposition;

  ConditionMutation(String supposition) {
    this.supposition = supposition;
  }

  /** The policy with one match wrong in this way. */
  abstract ConstantProbe at(int match);

  /** Whether a case can tell the difference at all. */
  abstract boolean concerns(PreparedCase trial, int match);

  /** What to suppose: {@code if this match were not there}. */
  String supposition() {
    return supposition;
  }
}
