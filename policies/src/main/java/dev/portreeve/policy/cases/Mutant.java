package dev.portreeve.policy.cases;

import dev.portreeve.policy.lang.Probe;

/** A way in which a match can be wrong, and which cases should tell. */
enum Mutant {
  DROPPED("if this match were not there") {
    @Override
    boolean bend(boolean held) {
      return false;
    }
  },
  NEGATED("if this condition said the opposite") {
    @Override
    boolean bend(boolean held) {
      return !held;
    }
  },
  ALWAYS("if this condition were always true") {
    @Override
    boolean bend(boolean held) {
      return true;
    }
  };

  private final String supposition;

  Mutant(String supposition) {
    this.supposition = supposition;
  }

  /** Whether a match that is wrong in this way holds. */
  abstract boolean bend(boolean held);

  /** What to suppose: {@code if this match were not there}. */
  String supposition() {
    return supposition;
  }

  /** The policy with one match wrong in this way. */
  Probe at(int match) {
    return (tried, held) -> tried == match ? bend(held) : held;
  }
}
