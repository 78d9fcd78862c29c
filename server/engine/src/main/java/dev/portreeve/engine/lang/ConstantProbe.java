package dev.portreeve.engine.lang;

/** Watches, and may bend, which matches of a policy hold: for coverage and mutation runs. */
@FunctionalInterface
public interface ConstantProbe {
  /** Watches nothing and bends nothing. */
  ConstantProbe NONE = (match, held) -> held;

  /**
   * Called for each match that is tried.
   *
   * @param match its id
   * @param held whether its condition was true
   * @return whether the match shall count as holding
   */
  boolean tried(int match, boolean held);
}
